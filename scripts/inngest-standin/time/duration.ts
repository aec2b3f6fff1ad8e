const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const part = /(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/gy;

/**
 * Reads the SDK's time strings ("2h30m10s", "1d", "500ms"; "" is nothing at all) as milliseconds.
 * Throws a RangeError for anything else.
 */
export function parseDurationMs(text: string): number {
  const compact = text.trim();
  let total = 0;
  part.lastIndex = 0;
  while (part.lastIndex < compact.length) {
    const match = part.exec(compact);
    if (!match) throw new RangeError(`"${text}" is not a duration such as "30s" or "2h30m"`);
    total += Number(match[1]) * (unitMs[match[2] as string] as number);
  }
  return total;
}

/** The moment (epoch ms) named by a duration from now or by an ISO date-time: what `sleep` and `sleepUntil` send. */
export function parseMomentMs(text: string, now: number): number {
  const isoMs = /^\d{4}-/.test(text) || /^[+-]\d{6}-/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(isoMs) ? now + parseDurationMs(text) : isoMs;
}

/** `retry-after` (RFC 9110 §10.2.3: seconds or a date; the SDK also sends ISO dates) as a delay in ms; null when unreadable. */
export function parseRetryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const retryDelaysMs = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 2_400_000, 3_600_000, 7_200_000];

/** Pause before the next try after attempt number `attempt` (0-based) failed: 10 s growing to 2 h. */
export function retryDelayMs(attempt: number): number {
  return retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] as number;
}
