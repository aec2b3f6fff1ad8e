import { countDayParts } from "#lib/sequencing/count-day-parts.ts";
import { tidyTenant } from "#lib/upkeep/tidy-tenant.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/**
 * Smart timing's facts are counted anew and what a tenant needs no more goes; the run fails where the event table's partitions are not
 * in order.
 */
export const dailyUpkeepFunction = (engine: EngineSource) =>
  tenantJob(engine, "daily-upkeep", async (ctx, target) => ({
    ...(await countDayParts(ctx, target)),
    ...(await tidyTenant(ctx, target)),
  }));
