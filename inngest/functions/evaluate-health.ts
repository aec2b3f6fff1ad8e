import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Judges a tenant's mailboxes, sending domains and connections (SPEC §4, §10). */
export const evaluateHealthFunction = (engine: EngineSource) => tenantJob(engine, "evaluate-health", evaluateHealth);
