/** Counts of messages (`contacted`, `replied`, `unsubscribed`: of prospects); `measurable`: messages whose opens can be measured. */
export type MailCounts = {
  sent: number;
  delivered: number;
  measurable: number;
  opened: number;
  clicked: number;
  bounced: number;
  contacted: number;
  replied: number;
  unsubscribed: number;
};

/** What a campaign's mail came to: as a whole, and by step and template. */
export type CampaignMail = {
  total: MailCounts;
  steps: readonly (MailCounts & { step: number })[];
  templates: readonly (MailCounts & { step: number; templateId: string | null })[];
};
