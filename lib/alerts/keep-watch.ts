import { setTimeout as sleep } from "node:timers/promises";
import type { EngineContext } from "#lib/engine/context.ts";
import { isLeaving } from "#lib/readiness/leaving.ts";
import { watchEveryMs } from "./thresholds.ts";
import { type Watch, watchRunner } from "./watch-runner.ts";

/** Of no concern to whether the process may end. */
const waitUnnoticed = (ms: number) => sleep(ms, undefined, { ref: false });

/**
 * Looks at the job runner every minute until this process is told to end. Never throws: a look that fails is logged, and the next one
 * comes. `load` gives the engine when it is first needed.
 */
export async function keepWatch(
  load: () => Promise<EngineContext>,
  wait: (ms: number) => Promise<unknown> = waitUnnoticed,
): Promise<void> {
  let ctx: EngineContext | undefined;
  let watch: Watch | null = null;
  for (await wait(watchEveryMs); !isLeaving(); await wait(watchEveryMs)) {
    try {
      ctx ??= await load();
      watch = await watchRunner(ctx, watch);
    } catch (err) {
      // Without an engine nothing else of this process works either, and says so.
      ctx?.log.error({ err }, "the job runner could not be watched");
    }
  }
}
