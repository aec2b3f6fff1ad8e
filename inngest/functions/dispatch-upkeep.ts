import { dispatchUpkeep } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Every five minutes: each tenant's sends are reconciled, its parked events tried again, its health judged (SPEC §4, §10). */
export const dispatchUpkeepFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-upkeep", cron: "*/5 * * * *" }, dispatchUpkeep);
