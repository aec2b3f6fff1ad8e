import { maxRetryAfterMs, retryDelaysMs } from "../thresholds.ts";

/**
 * When a delivery is tried again after its `attempts`-th failure: later each time, and not before the receiver said. Null when that was
 * the last one.
 */
export function nextAttemptAt(attempts: number, retryAfterMs: number | null, now: Date): Date | null {
  const delay = retryDelaysMs[attempts - 1];
  if (delay === undefined) return null;
  const asked = Math.min(retryAfterMs ?? 0, maxRetryAfterMs);
  return new Date(now.getTime() + Math.max(delay, asked));
}

/** `Retry-After` as a time to wait: seconds, or a date (RFC 9110 §10.2.3). Null when there is none to understand. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
