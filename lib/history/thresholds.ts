import { closedHours } from "#lib/reputation/policy/thresholds.ts";
import type { HistoryRange } from "./contract.ts";

/** Hours for what is watched, days for what is compared: no chart has more than 169 points. The open hour or day is one of them. */
export const spans: Readonly<Record<HistoryRange, { step: "hour" | "day"; count: number }>> = {
  // the window of the score: the open hour and 24 closed ones
  "24h": { step: "hour", count: closedHours + 1 },
  "7d": { step: "hour", count: 7 * 24 + 1 },
  "30d": { step: "day", count: 30 },
  "90d": { step: "day", count: 90 },
};

/** Days in the small series of a table's rows. */
export const lineDays = 30;
