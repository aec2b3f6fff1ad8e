import { tidyTenant } from "#lib/upkeep/tidy-tenant.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** What a tenant needs no more goes; the run fails where the event table's partitions are not in order. */
export const dailyUpkeepFunction = (engine: EngineSource) => tenantJob(engine, "daily-upkeep", tidyTenant);
