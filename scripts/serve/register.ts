import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "#lib/logger/logger.ts";
import { isLeaving } from "#lib/readiness/leaving.ts";
import { registerOnce } from "#scripts/stack/inngest-registration.ts";

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Registers the functions with Inngest, however long it is away: the console serves meanwhile, and what is due stays due.
 * @param origin where the console is reached from here
 */
export async function keepRegistering(
  origin: string,
  signingKey: string,
  log: Pick<Logger, "info" | "warn">,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<void> {
  for (let waitMs = firstWaitMs; !isLeaving(); waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    const reason = await registerOnce(origin, signingKey);
    if (reason === null) return log.info("Inngest knows the functions");
    log.warn({ reason }, "Inngest does not know the functions yet: no job runs until it does");
    await wait(waitMs);
  }
}
