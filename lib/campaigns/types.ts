import type { MailCounts } from "#lib/mail-results/types.ts";

/** What a campaign's mail came to: as a whole, and by step and template. */
export type CampaignMail = {
  total: MailCounts;
  steps: readonly (MailCounts & { step: number })[];
  templates: readonly (MailCounts & { step: number; templateId: string | null })[];
};
