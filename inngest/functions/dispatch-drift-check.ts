import { dispatchDriftCheck } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Every hour: a comparison of each tenant's counters with Postgres. */
export const dispatchDriftCheckFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-drift-check", cron: "40 * * * *" }, dispatchDriftCheck);
