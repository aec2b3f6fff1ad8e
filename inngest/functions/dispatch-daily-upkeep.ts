import { dispatchDailyUpkeep } from "#lib/jobs/dispatch-runs.ts";
import { dispatcher } from "../dispatcher.ts";
import type { EngineSource } from "../engine-source.ts";

/** Once a day, after the partitions were tended: upkeep of each tenant. */
export const dispatchDailyUpkeepFunction = (engine: EngineSource) =>
  dispatcher(engine, { id: "dispatch-daily-upkeep", cron: "50 3 * * *" }, dispatchDailyUpkeep);
