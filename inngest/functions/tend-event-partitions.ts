import { forgetSignIns } from "#lib/upkeep/forget-sign-ins.ts";
import { tendEventPartitions } from "#lib/upkeep/tend-event-partitions.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";

/** Once a day: what belongs to all tenants or to none, the monthly partitions of the event table and ended sign-ins (SPEC §2). */
export const tendEventPartitionsFunction = (engine: EngineSource) =>
  inngest.createFunction(
    { id: "tend-event-partitions", triggers: [{ cron: "20 3 * * *" }], singleton: { mode: "skip" }, retries: 5 },
    async ({ step }) => ({
      partitions: await step.run("event-partitions", () => tendEventPartitions(engine())),
      signIns: await step.run("sign-ins", () => forgetSignIns(engine())),
    }),
  );
