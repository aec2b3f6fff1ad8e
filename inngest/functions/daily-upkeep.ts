import { ensureEventPartitions } from "#lib/tenancy/across-tenants.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";

/** A month that starts without its partition still loses nothing, but fills the default one. */
const monthsAhead = 3;

/** Once a day: the monthly partitions of the event table, well ahead of need (SPEC §2). */
export const dailyUpkeepFunction = (engine: EngineSource) =>
  inngest.createFunction({ id: "daily-upkeep", triggers: [{ cron: "20 3 * * *" }], retries: 5 }, async ({ step }) => {
    await step.run("event-partitions", () => ensureEventPartitions(engine(), engine().now(), monthsAhead));
    return { monthsAhead };
  });
