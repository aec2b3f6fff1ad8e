import type { Reputation, Throttle } from "../types.ts";
import { standingPause } from "./thresholds.ts";

/**
 * The throttle as the chooser takes it: a score pause that rests on fewer than 2 complaints and fewer than 3 bounces, or on open
 * rate alone, slows (`critical`) instead of stopping (SPEC §3). Everything else is as judged.
 */
export function chooserThrottle({ throttle, metrics }: Reputation): Throttle {
  if (throttle !== "paused") return throttle;
  const hasEvidence = metrics.complained >= standingPause.complaints || metrics.bounced >= standingPause.bounces;
  const isOpenRateAlone = metrics.decided_by === "open_rate" && metrics.rests_on_opens;
  return hasEvidence && !isOpenRateAlone ? "paused" : "critical";
}
