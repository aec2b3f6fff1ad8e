/**
 * Stands in for `inngest start` where its binary cannot be had: the same address, keys and protocol, so that the app
 * has no branch for it. Registers the app, takes events, keeps cron, concurrency, singleton, debounce, throttle,
 * rate limit, idempotency, cancellation, sleeps, waits, invocations and retries, and calls `/api/inngest` step by step.
 *
 * Runs live in memory only. A restart forgets queued and sleeping runs and the ids of events seen; nothing of the
 * product is lost, because the ledger in Postgres is the truth and `reconcile-sends` publishes again what is due.
 *
 * Environment: PORT (8288), APP_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, STANDIN_MAX_IN_FLIGHT (16),
 * STANDIN_CALL_TIMEOUT_SECONDS (600). Listens on 127.0.0.1. SIGTERM and SIGINT let calls in flight finish for at most 5 s.
 */

import { systemClock } from "#scripts/inngest-standin/time/clock.ts";
import { consoleLog, errorText } from "./log.ts";
import { readSettings } from "./settings.ts";
import { startStandin } from "./standin.ts";

const graceMs = 5_000;

try {
  const settings = readSettings(process.env);
  const standin = await startStandin(settings, { clock: systemClock, log: consoleLog });
  consoleLog("info", "the Inngest stand-in is listening", { url: standin.url, app: settings.appUrl });
  const stop = (signal: string) => {
    consoleLog("info", "stopping", { signal });
    void standin.stop(graceMs).finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  consoleLog("error", "the Inngest stand-in cannot start", { error: errorText(error) });
  process.exitCode = 1;
}
