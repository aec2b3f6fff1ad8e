import type { MessagePlan } from "./plan-message.ts";
import { strongestWish, type WishReason } from "./wish-reason.ts";

/** What a plan means for the person behind the message, beyond the message itself. */
export type PersonEffects = {
  /** suppress the address, for the strongest of the reasons */
  suppressFor: WishReason | null;
  /** a complaint or unsubscribe, at its earliest time in ms */
  unsubscribedAtMs: number | null;
  isHardBounced: boolean;
  /** bounced for a reason that may pass: what follows depends on the address's other messages */
  isTechnicallyBounced: boolean;
  isDelivered: boolean;
  /** a human open or click is new, or turned out to be none */
  isEngagementChanged: boolean;
  /** human opens more */
  opens: number;
  /** a time that was known before is another one now, or none: what was taken from it must be taken anew */
  isRetold: boolean;
};

/** Compares what was known with what is known now: an effect happens once, when its fact becomes known. */
export function personEffects({ before, after }: MessagePlan): PersonEffects {
  const isNew = (field: "complainedAt" | "unsubscribedAt" | "deliveredAt") =>
    after[field] !== null && after[field] !== before[field];
  const became = (type: "hard" | "technical") => after.bounceType === type && before.bounceType !== type;
  const isComplaint = isNew("complainedAt");
  const isUnsubscribe = isNew("unsubscribedAt");
  const isHardBounced = became("hard");
  const dropped = after.dropReason !== before.dropReason ? after.dropReason : null;
  return {
    suppressFor: strongestWish([
      isComplaint ? "complained" : null,
      isUnsubscribe ? "unsubscribed" : null,
      isHardBounced ? "bounced" : null,
      dropped,
    ]),
    unsubscribedAtMs: isComplaint || isUnsubscribe ? earliest(after.complainedAt, after.unsubscribedAt) : null,
    isHardBounced,
    isTechnicallyBounced: became("technical"),
    isDelivered: isNew("deliveredAt"),
    isEngagementChanged:
      after.openCount !== before.openCount ||
      after.openedAt !== before.openedAt ||
      after.clickedAt !== before.clickedAt,
    opens: after.openCount - before.openCount,
    isRetold: (["deliveredAt", "openedAt", "clickedAt"] as const).some(
      (field) => before[field] !== null && before[field] !== after[field],
    ),
  };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
