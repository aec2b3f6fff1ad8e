import { setTimeout as sleep } from "node:timers/promises";

/**
 * Starts one run of the sequencer, so that due prospects do not wait for the next tick of its schedule.
 * @returns null when it was accepted, else why not
 */
export async function runSequencerOnce(consolePort: number, apiKey: string): Promise<string | null> {
  let problem = "";
  for (let attempt = 0; attempt < 3; attempt++) {
    if (attempt > 0) await sleep(1_000);
    try {
      const response = await fetch(`http://127.0.0.1:${consolePort}/api/jobs/run-sequencer/run`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: "{}",
        signal: AbortSignal.timeout(30_000),
      });
      if (response.ok) return null;
      problem = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      problem = String(error);
    }
  }
  return problem;
}
