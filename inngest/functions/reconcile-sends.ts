import { reconcileSends } from "#lib/sending/reconcile-sends.ts";
import type { EngineSource } from "../engine-source.ts";
import { tenantJob } from "../tenant-job.ts";

/** Takes back expired claims, closes lost hand-overs and publishes late messages again (SPEC §7, §10). */
export const reconcileSendsFunction = (engine: EngineSource) => tenantJob(engine, "reconcile-sends", reconcileSends);
