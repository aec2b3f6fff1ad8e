import { scoring } from "#lib/reputation/policy/thresholds.ts";
import { lines } from "./thresholds.ts";

const both = ({ throttled, paused }: { throttled: number; paused: number }) => ({ throttled, paused });

/**
 * Where a rate of a sending domain or mailbox has consequences, as fractions: the guard's lines, which act on the lower bound of the rate
 * (SPEC §4), and the score's floors of the open rate itself (SPEC §3).
 */
export const rateLines = {
  bounce_rate: both(lines.bounced),
  complaint_rate: both(lines.complained),
  blocked_rate: both(lines.blocked),
  open_rate: { throttled: scoring.lowOpenRate, paused: scoring.pausingOpenRate },
};
