import { removeOldAlerts } from "#lib/alerts/remove-old-alerts.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { rollUp } from "#lib/reputation/policy/thresholds.ts";
import { inBatches } from "./in-batches.ts";
import { partitionTrouble } from "./policy/partition-trouble.ts";
import {
  deleteOldAnswers,
  deleteOldCapacity,
  deleteOldHours,
  deleteOldImportRows,
  deleteOldProviderHours,
  deleteOldQuarantined,
  deleteOldRuns,
  listPartitions,
} from "./repo.ts";
import { keptDays } from "./thresholds.ts";

const dayMs = 86_400_000;

export type TidyCounts = Record<
  | "job_runs"
  | "quarantined_events"
  | "import_rows"
  | "capacity_days"
  | "idempotency_keys"
  | "reputation_hours"
  | "alerts"
  | "alert_deliveries",
  number
>;

/**
 * Daily: takes away what a tenant needs no more (thresholds.ts says how long and why), in short transactions, and looks after the event
 * table's partitions. Again, and at once, is harmless.
 * @throws AppError dependency_unavailable when a partition is missing or has outlived its time: events would pile up unseen
 */
export async function tidyTenant(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<TidyCounts> {
  const now = ctx.now();
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const beforeHour = epochHourOf(now) - rollUp.keptHours;
  const some = (work: (tx: Tx, limit: number) => Promise<number>) =>
    inBatches((limit) => ctx.forTenant(tenantId, (tx) => work(tx, limit)));
  const runs = { before: before(keptDays.jobRuns), functionIds: jobFunctionIds };
  const counts: TidyCounts = {
    job_runs: await some((tx, limit) => deleteOldRuns(tx, tenantId, { ...runs, limit })),
    quarantined_events: await some((tx, limit) =>
      deleteOldQuarantined(tx, tenantId, { before: before(keptDays.quarantined), limit }),
    ),
    import_rows: await some((tx, limit) =>
      deleteOldImportRows(tx, tenantId, { before: before(keptDays.importRows), limit }),
    ),
    capacity_days: await some((tx, limit) =>
      deleteOldCapacity(tx, tenantId, { before: before(keptDays.capacity), limit }),
    ),
    idempotency_keys: await some((tx, limit) =>
      deleteOldAnswers(tx, tenantId, { before: before(keptDays.idempotency), limit }),
    ),
    reputation_hours:
      (await some((tx, limit) => deleteOldHours(tx, tenantId, { beforeHour, limit }))) +
      (await some((tx, limit) => deleteOldProviderHours(tx, tenantId, { beforeHour, limit }))),
    ...(await removeOldAlerts(ctx, tenantId)),
  };
  const trouble = partitionTrouble(await ctx.forTenant(tenantId, listPartitions), now);
  if (trouble) throw new AppError("dependency_unavailable", trouble);
  return counts;
}
