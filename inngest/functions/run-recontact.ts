import { runRecontact } from "#lib/recontact/run-recontact.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Returns silent prospects to the start of their sequence (SPEC §9, §10). */
export const runRecontactFunction = (engine: EngineSource) => tenantJob(engine, "run-recontact", runRecontact);
