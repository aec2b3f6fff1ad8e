import { Prisma } from "#lib/db/generated/client.ts";

/** An outreach row with what its prospect adds to the decision about the next send. */
export type FactRow = {
  outreach_id: string;
  prospect_id: string;
  campaign_id: string | null;
  status: string;
  step: number;
  cycle: number;
  hold_reason: string | null;
  next_send_at: Date | null;
  last_decision: unknown;
  cycle_reset_at: Date | null;
  created_at: Date;
  last_email_sent_at: Date | null;
  last_email_opened_at: Date | null;
  last_email_clicked_at: Date | null;
  last_email_replied_at: Date | null;
  email_open_count: number;
  email_unsubscribed: boolean;
  email: string | null;
  email_key: string | null;
  email_verified: boolean | null;
  verified_at: Date | null;
  consent_basis: string | null;
  source: string;
  trade_type: string | null;
  city: string | null;
  state_code: string | null;
  zip: string | null;
};

/** Needs `outreach o` and `prospects p`. */
export const factColumns = Prisma.sql`o.id AS outreach_id, o.prospect_id, o.campaign_id, o.status, o.outreach_sequence_step::int AS step,
  o.re_contact_cycle::int AS cycle, o.hold_reason, o.next_send_at, o.last_decision, o.cycle_reset_at, o.created_at, o.last_email_sent_at,
  o.last_email_opened_at, o.last_email_clicked_at, o.last_email_replied_at, o.email_open_count, o.email_unsubscribed,
  p.email, p.email_key, p.email_verified, p.verified_at, p.consent_basis, p.source, p.trade_type, p.city, p.state_code, p.zip`;
