import type { EngineContext } from "#lib/engine/context.ts";
import type { Dispatched } from "#lib/jobs/dispatch-runs.ts";
import { inngest } from "./client.ts";
import type { EngineSource } from "./engine-source.ts";
import { toRunnerEvent } from "./events.ts";

type Clock = { id: string; cron: string };

/** A clock that opens the runs of all tenants and asks for each, so that one tenant's trouble is not another's. */
export function dispatcher(
  engine: EngineSource,
  { id, cron }: Clock,
  open: (ctx: EngineContext) => Promise<Dispatched[]>,
) {
  return inngest.createFunction(
    { id, triggers: [{ cron }], singleton: { mode: "skip" }, retries: 3 },
    async ({ step }) => {
      const runs = await step.run("open-runs", () => open(engine()));
      if (runs.length === 0) return { dispatched: 0 };
      const now = engine().now();
      const events = runs.map((run) => toRunnerEvent(run, now));
      await step.sendEvent("ask-for-runs", events);
      return { dispatched: runs.length };
    },
  );
}
