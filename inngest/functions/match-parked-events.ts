import { tendEvents } from "#lib/webhooks/tend-events.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Tries parked provider events again, and what else events leave for later (SPEC §8, §10). */
export const matchParkedEventsFunction = (engine: EngineSource) => tenantJob(engine, "match-parked-events", tendEvents);
