import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Adds up the closed hours of a tenant (SPEC §2, §10). */
export const rollUpReputationFunction = (engine: EngineSource) =>
  tenantJob(engine, "roll-up-reputation", rollUpReputation);
