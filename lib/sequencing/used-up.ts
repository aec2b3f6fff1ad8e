import type { LoadedSenders, PlannedDomain, PlannedSender } from "#lib/sending/load-senders.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import type { DayBook } from "./day-book.ts";

/** Is the mailbox's cap of the day used up, or its domain's? */
export function usedUp(
  sender: PlannedSender,
  domain: Pick<PlannedDomain, "cap" | "isProbation"> = { cap: 0, isProbation: false },
  book: DayBook,
): PassOverReason | null {
  if (book.used("mailbox", sender.mailboxId) >= sender.cap)
    return sender.isProbation ? "probation_quota" : "mailbox_cap";
  if (book.used("domain", sender.domainId) < domain.cap) return null;
  return domain.isProbation ? "probation_quota" : "domain_cap";
}

/** May it send, caps aside? */
export function isFit(sender: PlannedSender): boolean {
  return sender.isActive && sender.problem === null;
}

/**
 * What keeps the day from taking one more message; null while it has room. Where every mailbox that may send is at a cap, its own or
 * its domain's, it is the cap that stops most of them.
 */
export function dayUsedUp(dailyLimit: number, senders: LoadedSenders, book: DayBook): PassOverReason | null {
  const fit = [...senders.senders.values()].filter(isFit);
  if (fit.length === 0) return "no_sendable_mailbox";
  if (book.used("tenant", "") >= dailyLimit) return "tenant_cap";
  const stops = new Map<PassOverReason, number>();
  for (const sender of fit) {
    const stop = usedUp(sender, senders.domains.get(sender.domainId), book);
    if (stop === null) return null;
    stops.set(stop, (stops.get(stop) ?? 0) + 1);
  }
  return [...stops].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
