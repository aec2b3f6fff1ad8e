import { setTimeout as sleep } from "node:timers/promises";

/** Asks `condition` every `everyMs` until it says true. Returns false when `timeoutMs` have passed. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 50 }: { timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() >= end) return false;
    await sleep(everyMs);
  }
  return true;
}

/** Does this address answer at all (any status below 500 by default)? */
export async function answers(
  url: string,
  isGood: (status: number) => boolean = (status) => status < 500,
): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: "manual" });
    await response.body?.cancel();
    return isGood(response.status);
  } catch {
    return false;
  }
}
