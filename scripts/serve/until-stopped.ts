import { unfinishedWork } from "#lib/engine/unfinished-work.ts";
import { beginLeaving } from "#lib/readiness/leaving.ts";
import type { ConsoleServer } from "./console-server.ts";
import type { DrainTimes } from "./drain.ts";

/** Ctrl-C reaches a process twice, from the terminal and from its parent: within this time it is one signal. */
const sameSignalMs = 1_000;
const closingTakesMs = 5_000;

/** Calls `onFirst` at the first SIGTERM or SIGINT, or when the parent is gone; `onNext` when somebody insists. */
export function onStopSignal(onFirst: () => void, onNext: () => void): void {
  let since: number | undefined;
  const stop = () => {
    if (since === undefined) {
      since = performance.now();
      onFirst();
    } else if (performance.now() - since > sameSignalMs) onNext();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (!process.channel) return;
  process.on("disconnect", stop);
  process.channel.unref();
}

/**
 * Ends this process in order: /readyz says no, requests are taken for the notice, those at work end, the rest is cut off; then what
 * answered requests have left to do is done, for some seconds at most.
 * Exit code 0, or 1 when requests were cut off.
 */
export async function leave(
  { drain, close }: ConsoleServer,
  times: DrainTimes,
  say: (line: string) => void,
): Promise<never> {
  beginLeaving();
  say(`stopping: ${drain.atWork} requests at work`);
  const cut = await drain.finish(times);
  const patience = new Promise((resolve) => setTimeout(resolve, closingTakesMs));
  await Promise.race([
    unfinishedWork()
      .then(close)
      .catch(() => {}),
    patience,
  ]);
  say(cut === 0 ? "stopped: every request was answered" : `stopped: ${cut} requests took too long and were cut off`);
  process.exit(cut === 0 ? 0 : 1);
}
