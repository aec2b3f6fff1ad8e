import { checkReputationDrift } from "#lib/reputation/check-reputation-drift.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Compares a tenant's counters in Redis with Postgres and repairs what differs. */
export const checkReputationDriftFunction = (engine: EngineSource) =>
  tenantJob(engine, "check-reputation-drift", checkReputationDrift);
