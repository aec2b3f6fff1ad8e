import type { Tx } from "#lib/db/types.ts";
import type { Claim } from "./types.ts";

export type GenerationRow = {
  sequence_step: number;
  re_contact_cycle: number;
  scheduled_at: Date;
  body_text: string | null;
  generation_failures: number;
  prospect_id: string;
  name: string | null;
  company: string | null;
  city: string | null;
  state_code: string | null;
  trade_type: string | null;
  google_rating: number | null;
  review_count: number | null;
  enrichment: unknown;
  sender_name: string;
  tenant_name: string;
  booking_url: string | null;
  recontact_enabled: boolean;
  max_recontact_cycles: number;
  max_sequence_steps: number;
  campaign_status: string | null;
  campaign_steps: unknown;
};

/** Everything one message is written from; null when the claim no longer holds the row. */
export async function findGenerationRow(tx: Tx, claim: Claim): Promise<GenerationRow | null> {
  const rows = await tx.$queryRaw<GenerationRow[]>`
    SELECT e.sequence_step::int, e.re_contact_cycle::int, e.scheduled_at, e.body_text,
      o.generation_failures::int, p.id AS prospect_id, p.name, p.company, p.city,
      p.state_code, p.trade_type, p.google_rating::float8, p.review_count, p.enrichment, m.sender_name, t.name AS tenant_name,
      s.booking_url, s.recontact_enabled, s.max_recontact_cycles, s.max_sequence_steps, c.status AS campaign_status,
      c.steps AS campaign_steps
    FROM outreach_emails e
    JOIN outreach o ON o.id = e.outreach_id
    JOIN prospects p ON p.id = o.prospect_id
    JOIN mailboxes m ON m.id = e.mailbox_id
    JOIN tenants t ON t.id = e.tenant_id
    JOIN sales_engine_config s ON s.tenant_id = e.tenant_id
    LEFT JOIN campaigns c ON c.id = e.campaign_id
    WHERE e.tenant_id = ${claim.tenantId}::uuid AND e.id = ${claim.outreachEmailId}::uuid AND e.status = 'claimed'
      AND e.claim_id = ${claim.claimId}::uuid`;
  return rows[0] ?? null;
}

export type PreviousRow = { cycle: number; step: number; subject: string; body_text: string };

/** What this prospect was sent before, or may have been, oldest first. */
export async function listPreviousMessages(tx: Tx, claim: Claim): Promise<PreviousRow[]> {
  return tx.$queryRaw`
    SELECT re_contact_cycle::int AS cycle, sequence_step::int AS step, COALESCE(subject, '') AS subject, body_text FROM outreach_emails
    WHERE tenant_id = ${claim.tenantId}::uuid AND outreach_id = ${claim.outreachId}::uuid AND id <> ${claim.outreachEmailId}::uuid
      AND direction = 'outbound' AND status IN ('sending', 'sent', 'unknown', 'failed') AND body_text IS NOT NULL
    ORDER BY created_at`;
}

/** A template that is not archived. */
export async function findTemplate(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<{ subject: string; body: string } | null> {
  return tx.emailTemplate.findFirst({
    where: { tenant_id: tenantId, id, archived_at: null },
    select: { subject: true, body: true },
  });
}

export type StoredText = {
  subject: string;
  bodyText: string;
  bodyHtml: string;
  angle: string;
  costUsd: number;
  fallbackUsed: boolean;
};

/** Stores the text on the claimed row, and forgets earlier failures; false when the claim was lost. */
export async function storeText(tx: Tx, claim: Claim, text: StoredText, now: Date): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE outreach_emails SET subject = ${text.subject}, body_text = ${text.bodyText}, body_html = ${text.bodyHtml},
      angle = ${text.angle}, ai_cost_usd = ai_cost_usd + ${text.costUsd}::numeric, fallback_used = ${text.fallbackUsed},
      updated_at = ${now}::timestamptz
    WHERE tenant_id = ${claim.tenantId}::uuid AND id = ${claim.outreachEmailId}::uuid AND claim_id = ${claim.claimId}::uuid
      AND status = 'claimed'`;
  return changed === 1;
}

/** One more failure to write; the third sets the prospect aside. A text that works ends the count (`hasFailed` false). */
export async function countGenerationFailure(
  tx: Tx,
  claim: Claim,
  failure: { hasFailed: boolean; limit: number; now: Date },
): Promise<void> {
  const { hasFailed, limit, now } = failure;
  await tx.$executeRaw`
    UPDATE outreach SET generation_failures = CASE WHEN ${hasFailed} THEN generation_failures + 1 ELSE 0 END, updated_at = ${now}::timestamptz,
      status = CASE WHEN ${hasFailed} AND generation_failures + 1 >= ${limit}::int AND status IN ('cold', 'contacted')
        THEN 'generation_failed' ELSE status END,
      next_send_at = CASE WHEN ${hasFailed} AND generation_failures + 1 >= ${limit}::int THEN NULL ELSE next_send_at END,
      hold_reason = CASE WHEN ${hasFailed} AND generation_failures + 1 >= ${limit}::int THEN NULL ELSE hold_reason END
    WHERE tenant_id = ${claim.tenantId}::uuid AND id = ${claim.outreachId}::uuid
      AND (${hasFailed} OR generation_failures > 0)`;
}

/** Prospects set aside because nothing could be written, a rest after the last failure: they come back. Returns their ids. */
export async function returnFailedGenerations(
  tx: Tx,
  tenantId: string,
  restedSince: Date,
  now: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE outreach SET status = CASE WHEN outreach_sequence_step > 0 THEN 'contacted' ELSE 'cold' END, generation_failures = 0,
      next_send_at = ${now}::timestamptz, hold_reason = NULL, updated_at = ${now}::timestamptz
    WHERE tenant_id = ${tenantId}::uuid AND status = 'generation_failed' AND updated_at <= ${restedSince}::timestamptz
    RETURNING id`;
  return rows.map((row) => row.id);
}
