import type { Tx } from "#lib/db/types.ts";
import { listCapacityUse, lockCapacityDays } from "./repo-capacity.ts";
import { reserveCapacity } from "./reserve-capacity.ts";

/** `limit`: prospects that re-contact may return on `day` (`2026-06-10`); null without a limit. */
export type DailyRelease = { tenantId: string; day: string; limit: number | null };

/** How many prospects may still be returned today. With a limit, other runs wait until the transaction ends. */
export async function releaseQuota(tx: Tx, { tenantId, day, limit }: DailyRelease): Promise<number> {
  if (limit === null) return Number.POSITIVE_INFINITY;
  await lockCapacityDays(tx, tenantId, [day]);
  return limit - (await releasedOn(tx, { tenantId, day }));
}

/** How many prospects re-contact returned on `day` while there was a limit. */
export async function releasedOn(tx: Tx, { tenantId, day }: Omit<DailyRelease, "limit">): Promise<number> {
  const uses = await listCapacityUse(tx, tenantId, day, []);
  return uses.find((use) => use.kind === "recontact")?.used ?? 0;
}

/** Counts returned prospects against the day's limit. */
export async function takeRelease(tx: Tx, { tenantId, day, limit }: DailyRelease, count: number): Promise<void> {
  if (limit === null || count === 0) return;
  const reservation = await reserveCapacity(tx, {
    tenantId,
    day,
    claims: [{ kind: "recontact", key: "", count, cap: limit }],
  });
  if (reservation.kind === "full") throw new RangeError("more prospects were returned than the day's release allows");
}
