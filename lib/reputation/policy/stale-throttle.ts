import type { Throttle } from "../types.ts";
import { snapshotLifeMs } from "./thresholds.ts";

const severity: readonly Throttle[] = ["normal", "reduced", "critical", "paused"];

/** The harsher of two throttles. */
export function harsherThrottle(a: Throttle, b: Throttle): Throttle {
  return severity.indexOf(a) >= severity.indexOf(b) ? a : b;
}

/**
 * What the age of the counters alone allows (GOALS, "Redis down while sending"): fresh ones nothing less than normal, a snapshot
 * of at most 5 minutes at best `reduced`, an older one `paused`. Combine with `harsherThrottle`.
 */
export function staleThrottle(maps: { isStale: boolean; readAt: Date }, now: Date): Throttle {
  if (!maps.isStale) return "normal";
  return now.getTime() - maps.readAt.getTime() <= snapshotLifeMs ? "reduced" : "paused";
}
