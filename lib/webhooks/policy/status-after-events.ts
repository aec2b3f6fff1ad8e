export type StatusFacts = { isUnsubscribed: boolean; isBounced: boolean; isDelivered: boolean };

/** Only here do provider events change a status; elsewhere a person decided, and they only suppress and stop (SPEC §2). */
const engineStatuses = new Set(["cold", "contacted", "unreachable", "generation_failed"]);

/**
 * The status of an outreach after events. An unsubscribe or complaint outranks a bounce, whichever came first, so that the order
 * of arrival cannot change the outcome (SPEC §8).
 */
export function statusAfterEvents(status: string, facts: StatusFacts): string {
  const isOurs = engineStatuses.has(status);
  if (facts.isUnsubscribed && (isOurs || status === "bounced")) return "unsubscribed";
  if (facts.isBounced && isOurs) return "bounced";
  return facts.isDelivered && status === "unreachable" ? "contacted" : status;
}

/** In these statuses an outreach has a next send or a reason for none; in all others it has neither (SPEC §2). */
export function isInSequence(status: string): boolean {
  return status === "cold" || status === "contacted";
}
