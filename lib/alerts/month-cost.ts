import type { Tx } from "#lib/db/types.ts";
import { instantsOfLocalTime, localTimeOf } from "#lib/shared/zone-clock.ts";
import { sumTextCost } from "./repo-facts.ts";

const dayMs = 86_400_000;

/** What texts have cost since the first of the month of `zone`, in dollars; `month` as in `2026-06`. */
export async function readMonthCost(
  tx: Tx,
  tenantId: string,
  zone: string,
  now: Date,
): Promise<{ spentUsd: number; month: string }> {
  const today = new Date(localTimeOf(zone, now.getTime()).day * dayMs);
  const firstDay = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1) / dayMs;
  const since = new Date(instantsOfLocalTime(zone, firstDay, 0)[0] ?? firstDay * dayMs);
  return { spentUsd: await sumTextCost(tx, tenantId, since), month: today.toISOString().slice(0, 7) };
}
