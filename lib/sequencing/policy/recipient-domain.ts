import { recipientDomain } from "./thresholds.ts";

export type RecipientBounce = { at: Date; isHard: boolean };

export type RecipientDomainBlock = { reason: "recipient_domain_cooling" | "recipient_domain_blocked"; until: Date };

/**
 * Whether a recipient domain rests, and until when (SPEC §7). `bounces`: newest first. Two bounces in 24 h cool it, two hard ones in 90
 * days block it, and one hard one already keeps first messages away. Never ask for free-mail providers.
 */
export function recipientDomainBlock(
  bounces: readonly RecipientBounce[],
  isFirstMessage: boolean,
  now: Date,
): RecipientDomainBlock | null {
  const nth = recipientDomain.blockingBounces - 1;
  const hard = bounces.filter((bounce) => bounce.isHard);
  const blocking = hard[isFirstMessage ? 0 : nth];
  const blockedUntil = blocking && new Date(blocking.at.getTime() + recipientDomain.memoryMs);
  if (blockedUntil && blockedUntil > now) return { reason: "recipient_domain_blocked", until: blockedUntil };
  const cooling = bounces[nth];
  const coolUntil = cooling && new Date(cooling.at.getTime() + recipientDomain.coolingMs);
  return coolUntil && coolUntil > now ? { reason: "recipient_domain_cooling", until: coolUntil } : null;
}
