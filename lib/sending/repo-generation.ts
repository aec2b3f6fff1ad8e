import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { claimList } from "./claim-list.ts";
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

/** Everything that messages are written from; those whose claim no longer holds the row are left out. */
export async function listGenerationRows(
  tx: Tx,
  tenantId: string,
  claims: readonly Claim[],
): Promise<(GenerationRow & { id: string })[]> {
  return tx.$queryRaw`
    SELECT e.id, e.sequence_step::int, e.re_contact_cycle::int, e.scheduled_at, e.body_text,
      o.generation_failures::int, p.id AS prospect_id, p.name, p.company, p.city,
      p.state_code, p.trade_type, p.google_rating::float8, p.review_count, p.enrichment, m.sender_name, t.name AS tenant_name,
      s.booking_url, s.recontact_enabled, s.max_recontact_cycles, s.max_sequence_steps, c.status AS campaign_status,
      c.steps AS campaign_steps
    FROM ${claimList(claims)}
    JOIN outreach_emails e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = w.id AND e.claim_id = w.claim_id AND e.status = 'claimed'
    JOIN outreach o ON o.id = e.outreach_id
    JOIN prospects p ON p.id = o.prospect_id
    JOIN mailboxes m ON m.id = e.mailbox_id
    JOIN tenants t ON t.id = e.tenant_id
    JOIN sales_engine_config s ON s.tenant_id = e.tenant_id
    LEFT JOIN campaigns c ON c.id = e.campaign_id`;
}

export type PreviousRow = { cycle: number; step: number; subject: string; body_text: string };

/** What the prospects of these messages were sent before, or may have been, oldest first; `id` is the message it is before. */
export async function listPreviousMessages(
  tx: Tx,
  tenantId: string,
  claims: readonly Claim[],
): Promise<(PreviousRow & { id: string })[]> {
  return tx.$queryRaw`
    SELECT w.id, e.re_contact_cycle::int AS cycle, e.sequence_step::int AS step, COALESCE(e.subject, '') AS subject, e.body_text
    FROM unnest(${arrayParam(claims.map((claim) => claim.outreachEmailId))}::uuid[],
      ${arrayParam(claims.map((claim) => claim.outreachId))}::uuid[]) AS w (id, outreach_id)
    JOIN outreach_emails e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.outreach_id = w.outreach_id AND e.id <> w.id
      AND e.direction = 'outbound' AND e.status IN ('sending', 'sent', 'unknown', 'failed') AND e.body_text IS NOT NULL
    ORDER BY e.created_at`;
}

/** Templates that are not archived. */
export async function listTemplates(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ id: string; subject: string; body: string }[]> {
  return tx.$queryRaw`
    SELECT id, subject, body FROM email_templates
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam(ids)}::uuid[]) AND archived_at IS NULL`;
}

export type StoredText = {
  subject: string;
  bodyText: string;
  bodyHtml: string;
  angle: string;
  costUsd: number;
  /** null when the text is the one asked for */
  fallbackReason: string | null;
  /** the template whose words these are; null when the engine wrote them */
  templateId: string | null;
};

/** Stores texts on their claimed rows; answers the ids whose claim was still held. `waits`: for locked rows, as claimRows does. */
export async function storeTexts(
  tx: Tx,
  tenantId: string,
  written: readonly { claim: Claim; text: StoredText }[],
  { now, waits }: { now: Date; waits: boolean },
): Promise<Set<string>> {
  const texts = written.map(({ text }) => text);
  const locking = waits ? Prisma.sql`FOR UPDATE OF e` : Prisma.sql`FOR UPDATE OF e SKIP LOCKED`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH held AS (
      SELECT e.id FROM ${claimList(written.map(({ claim }) => claim))}
      JOIN outreach_emails e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = w.id AND e.claim_id = w.claim_id AND e.status = 'claimed'
      ORDER BY e.id ${locking}
    )
    UPDATE outreach_emails e SET subject = t.subject, body_text = t.body_text, body_html = t.body_html, angle = t.angle,
      ai_cost_usd = e.ai_cost_usd + t.cost_usd, fallback_used = t.fallback_reason IS NOT NULL,
      fallback_reason = t.fallback_reason, template_id = t.template_id, updated_at = ${now}::timestamptz
    FROM held h JOIN unnest(${arrayParam(written.map(({ claim }) => claim.outreachEmailId))}::uuid[],
      ${arrayParam(texts.map((text) => text.subject))}::text[], ${arrayParam(texts.map((text) => text.bodyText))}::text[],
      ${arrayParam(texts.map((text) => text.bodyHtml))}::text[], ${arrayParam(texts.map((text) => text.angle))}::text[],
      ${arrayParam(texts.map((text) => text.costUsd))}::numeric[], ${arrayParam(texts.map((text) => text.fallbackReason))}::text[],
      ${arrayParam(texts.map((text) => text.templateId))}::uuid[])
      AS t (id, subject, body_text, body_html, angle, cost_usd, fallback_reason, template_id) ON t.id = h.id
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = h.id
    RETURNING e.id`;
  return new Set(rows.map((row) => row.id));
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
    WHERE tenant_id = (SELECT ${claim.tenantId}::uuid) AND id = ${claim.outreachId}::uuid
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
