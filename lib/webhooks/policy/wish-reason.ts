/** Why an address is suppressed after an event. */
export type WishReason = "bounced" | "complained" | "unsubscribed";

const strength: readonly WishReason[] = ["complained", "unsubscribed", "bounced"];

/** The strongest of these reasons: a person's own wish outranks a bounce. */
export function strongestWish(reasons: readonly (WishReason | null)[]): WishReason | null {
  return strength.find((reason) => reasons.includes(reason)) ?? null;
}
