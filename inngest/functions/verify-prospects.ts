import { verifyProspects } from "#lib/verification/verify-prospects.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Checks the addresses that wait for it (SPEC §6, §10); run-sequencer also does so before it plans. */
export const verifyProspectsFunction = (engine: EngineSource) => tenantJob(engine, "verify-prospects", verifyProspects);
