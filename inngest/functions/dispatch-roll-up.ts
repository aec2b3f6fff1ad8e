import { dispatchRollUp } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Every hour: a roll-up of each tenant's reputation (SPEC §10). */
export const dispatchRollUpFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-roll-up", cron: "10 * * * *" }, dispatchRollUp);
