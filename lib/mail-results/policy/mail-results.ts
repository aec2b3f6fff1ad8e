import { measure } from "#lib/history/policy/rates.ts";
import type { MailResults } from "../contract.ts";
import type { MailCounts } from "../types.ts";

export const noCounts: MailCounts = {
  sent: 0,
  delivered: 0,
  measurable: 0,
  opened: 0,
  clicked: 0,
  bounced: 0,
  contacted: 0,
  replied: 0,
  unsubscribed: 0,
};

/** Counts with what they are a share of. A reply and an unsubscribe are a person's, so they are measured on those who got any message. */
export function withRates(counts: MailCounts): MailResults {
  const { sent, delivered, measurable, opened, clicked, bounced, contacted, replied, unsubscribed } = counts;
  return {
    sent,
    delivered,
    opened,
    clicked,
    bounced,
    contacted,
    replied,
    unsubscribed,
    rates: {
      delivered: measure(delivered, sent),
      opened: measure(opened, measurable),
      clicked: measure(clicked, delivered),
      bounced: measure(bounced, sent),
      replied: measure(replied, contacted),
      unsubscribed: measure(unsubscribed, contacted),
    },
  };
}
