import { recomputeTenant } from "#lib/jobs/recompute-tenant.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Works out every next send of a tenant again (SPEC §6, §10). */
export const recomputeNextSendFunction = (engine: EngineSource) =>
  tenantJob(engine, "recompute-next-send", recomputeTenant);
