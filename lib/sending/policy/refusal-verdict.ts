import type { SendReason } from "#lib/shared/reasons.ts";
import { maxProviderTries, maxRetryAfterMs, retryBackoffMs } from "../thresholds.ts";
import type { Refusal } from "../types.ts";

export type RefusalVerdict = {
  status: "cancelled" | "failed";
  reason: SendReason;
  /** the address itself is refused: the prospect waits for another one */
  isBadAddress: boolean;
  /** the connection stops until a person releases it */
  stopsConnection: boolean;
  /** the step is not planned again before this passes */
  waitMs: number;
};

/** Enhanced codes of bad addresses (RFC 3463 §3.2), and what servers say without them. */
const badAddress =
  /\b5\.1\.(0|1|2|3|6|10)\b|user unknown|unknown user|no such (user|mailbox|recipient|address)|mailbox (not found|does not exist)/i;

/** What a certain refusal means for the message (SPEC §7). `earlierTries`: passing refusals of this step before this one. */
export function refusalVerdict(refusal: Refusal, earlierTries: number): RefusalVerdict {
  const verdict = { isBadAddress: false, stopsConnection: false, waitMs: 0 };
  if (refusal.isCredentialProblem) {
    return { ...verdict, status: "cancelled", reason: "provider_credentials", stopsConnection: true };
  }
  if (refusal.isPermanent) {
    // Cancelled, because a corrected address is written to with this very step.
    if (badAddress.test(refusal.detail)) {
      return { ...verdict, status: "cancelled", reason: "invalid_address", isBadAddress: true };
    }
    return { ...verdict, status: "failed", reason: "provider_refused" };
  }
  if (earlierTries + 1 >= maxProviderTries) return { ...verdict, status: "failed", reason: "provider_unavailable" };
  const backoff = retryBackoffMs * 2 ** earlierTries;
  const waitMs = Math.min(refusal.retryAfterMs ?? backoff, maxRetryAfterMs);
  return { ...verdict, status: "cancelled", reason: "provider_unavailable", waitMs };
}
