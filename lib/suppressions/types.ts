export type SuppressionKind = "email" | "domain";

/** Why an address or recipient domain must not be written to again. Codes are stored: add, never rename. */
export type SuppressionReason = "unsubscribed" | "complained" | "bounced" | "domain_bounced" | "rejected" | "manual";

export type SuppressionEntry = {
  kind: SuppressionKind;
  /** an address in any spelling, or a recipient domain */
  value: string;
  reason: SuppressionReason;
  /** where it comes from: "webhook", "unsubscribe_link", "console", "import", … */
  source: string;
  /** label of the person or key that added it; none when an event did */
  addedBy?: string;
};
