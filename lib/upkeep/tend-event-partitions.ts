import type { EngineContext } from "#lib/engine/context.ts";
import { ensureEventPartitions } from "#lib/tenancy/across-tenants.ts";
import { clearPayloads, countUnrolled, dropPartition, tendDefaultPartition } from "#lib/tenancy/repo-partitions.ts";
import { keptFrom, type Month, monthOf, monthOfPartition } from "./policy/months.ts";
import { listPartitions } from "./repo.ts";
import {
  batchRows,
  keptEventMonths,
  keptPayloadMonths,
  monthsMadeAhead,
  mostBatches,
  payloadCatchUpMonths,
} from "./thresholds.ts";

const firstId = "00000000-0000-0000-0000-000000000000";
const nobody = firstId;

export type PartitionCounts = {
  /** events that came before their month was made, and now lie in it */
  moved: number;
  /** events older than anything that is kept */
  deleted: number;
  dropped: string[];
  /** due to go, but some tenant's counts of it are not rolled up */
  kept_back: string[];
  payloads_cleared: number;
};

/**
 * Once a day, for all tenants: makes the next months' partitions, empties the default one, takes months away that are past their time
 * and rolled up, and payloads some months old (SPEC §2). Their effects stay: in the ledger's columns and the daily counts.
 */
export async function tendEventPartitions(ctx: EngineContext): Promise<PartitionCounts> {
  const now = ctx.now();
  const range = { keepFrom: keptFrom(now, keptEventMonths), until: monthOf(now, monthsMadeAhead).until };
  const { moved, deleted } = await tendDefaultPartition(ctx, { ...range, batch: batchRows });
  await ensureEventPartitions(ctx, now, monthsMadeAhead);
  const counts: PartitionCounts = { moved, deleted, dropped: [], kept_back: [], payloads_cleared: 0 };
  for (const month of await pastMonths(ctx, range.keepFrom)) {
    if ((await countUnrolled(ctx, month)) > 0) counts.kept_back.push(month.name);
    else if (await dropPartition(ctx, month.from)) counts.dropped.push(month.name);
  }
  for (let age = 1; age <= payloadCatchUpMonths; age += 1) {
    counts.payloads_cleared += await clearMonth(ctx, monthOf(now, -keptPayloadMonths - age));
  }
  if (counts.kept_back.length > 0) ctx.log.error({ months: counts.kept_back }, "event partitions are not rolled up");
  return counts;
}

/** The oldest first. */
async function pastMonths(ctx: EngineContext, keepFrom: Date): Promise<Month[]> {
  const names = await ctx.forTenant(nobody, listPartitions);
  const months = names.flatMap((name) => monthOfPartition(name) ?? []);
  return months.filter((month) => month.until <= keepFrom).sort((a, b) => a.from.getTime() - b.from.getTime());
}

async function clearMonth(ctx: EngineContext, month: Month): Promise<number> {
  let cleared = 0;
  let after = firstId;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const page = await clearPayloads(ctx, month, { after, limit: batchRows });
    if (page === null) break;
    cleared += page.cleared;
    after = page.last;
  }
  return cleared;
}
