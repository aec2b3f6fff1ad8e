import { prospectStatusWord } from "#components/prospects/prospect-words.ts";
import type { SuppressionItem } from "#lib/suppressions/contract.ts";

export const kindWords: Record<SuppressionItem["kind"], string> = { email: "Address", domain: "Recipient domain" };

export const reasonWords: Record<string, string> = {
  unsubscribed: "Unsubscribed",
  complained: "Complained",
  bounced: "Hard bounce",
  domain_bounced: "Domain keeps bouncing",
  rejected: "Asked not to be contacted",
  manual: "Added by a person",
};

const sourceWords: Record<string, string> = {
  webhook: "Provider event",
  unsubscribe_link: "Unsubscribe link",
  console: "Console",
  api: "API",
  import: "Import",
};

export const sourceText = (source: string) => sourceWords[source] ?? source.replaceAll("_", " ");

/** What a person asked for themselves is kept for good (SPEC §12). */
export const isOwnWish = ({ reason }: Pick<SuppressionItem, "reason">) =>
  reason === "unsubscribed" || reason === "complained";

/** What removing it does and does not do: it takes the address off the list, and no status back. */
export function removalEffect({ kind, reason, prospect_status: status }: SuppressionItem): string {
  if (kind === "domain")
    return "Its prospects continue their sequence unless something else holds them; who bounced needs another address.";
  if (status === null) return "No prospect has this address at present: one may be given it again.";
  if (status === "cold" || status === "contacted")
    return "The prospect continues its sequence unless something else holds it.";
  if (status === "bounced" && reason === "bounced")
    return "The prospect stays bounced: nothing is sent to it until it has another address.";
  return `The prospect stays ${prospectStatusWord(status).label.toLowerCase()}: its sequence does not go on by this.`;
}
