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
