import { Prisma } from "#lib/db/generated/client.ts";

/**
 * An outreach row with what its prospect adds to the decision about the next send. Moments are milliseconds since the epoch, and what
 * only a first message asks for is null later: hundreds of these rows are read at a time, and dates are slow to send and to parse.
 */
export type FactRow = {
  outreach_id: string;
  prospect_id: string;
  campaign_id: string | null;
  status: string;
  step: number;
  cycle: number;
  hold_reason: string | null;
  last_decision: unknown;
  last_email_sent_ms: number | null;
  has_opened: boolean;
  has_clicked: boolean;
  has_replied: boolean;
  email_open_count: number;
  email_unsubscribed: boolean;
  email: string | null;
  /** null where it is the address itself */
  other_email_key: string | null;
  email_verified: boolean | null;
  has_consent: boolean;
  is_demo: boolean;
  state_code: string | null;
  zip: string | null;
  /** before the first message of a cycle: since when it could go out, and when the address was verified */
  ready_ms: number | null;
  verified_ms: number | null;
  trade_type: string | null;
  city: string | null;
};

/** Needs `outreach o` and `prospects p`. */
export const factColumns = Prisma.sql`o.id AS outreach_id, o.prospect_id, o.campaign_id, o.status, o.outreach_sequence_step AS step,
  o.re_contact_cycle AS cycle, o.hold_reason, o.last_decision, date_part('epoch', o.last_email_sent_at) * 1000 AS last_email_sent_ms,
  o.last_email_opened_at IS NOT NULL AS has_opened, o.last_email_clicked_at IS NOT NULL AS has_clicked,
  o.last_email_replied_at IS NOT NULL AS has_replied, o.email_open_count, o.email_unsubscribed,
  p.email, NULLIF(p.email_key, p.email) AS other_email_key, p.email_verified, p.consent_basis IS NOT NULL AS has_consent,
  p.source = 'demo' AS is_demo, p.state_code, p.zip,
  CASE WHEN o.outreach_sequence_step = 0 THEN date_part('epoch', COALESCE(o.cycle_reset_at, o.created_at)) * 1000 END AS ready_ms,
  CASE WHEN o.outreach_sequence_step = 0 THEN date_part('epoch', p.verified_at) * 1000 END AS verified_ms,
  p.trade_type, CASE WHEN o.outreach_sequence_step = 0 THEN p.city END AS city`;

/** The address as suppressions know it. */
export function emailKeyOf({ other_email_key, email }: FactRow): string | null {
  return other_email_key ?? email;
}

export function dateOf(ms: number): Date;
export function dateOf(ms: number | null): Date | null;
export function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(Math.round(ms));
}

/** Until when a provider that could not take the message is left alone, as its refusal was noted; null when none was the last word. */
export function notBeforeOf({ last_decision: decision }: FactRow): Date | null {
  const { reason, retry_at: at } = (decision ?? {}) as { reason?: unknown; retry_at?: unknown };
  return reason === "provider_unavailable" && typeof at === "string" ? new Date(at) : null;
}
