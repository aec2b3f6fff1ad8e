import type { Tx } from "#lib/db/types.ts";
import type { ParsedProspect } from "./types.ts";

/** Fills what is empty in existing prospects (a priority of 0 is none), never overwriting; returns the ids that changed. */
export async function fillEmptyFields(
  tx: Tx,
  tenantId: string,
  rows: { prospect_id: string; fields: ParsedProspect }[],
  now: Date,
): Promise<string[]> {
  const input = rows.map(({ prospect_id, fields }) => ({ ...fields, prospect_id, custom: fields.custom }));
  const changed = await tx.$queryRaw<{ id: string }[]>`
    UPDATE prospects p SET name = COALESCE(p.name, t.name), company = COALESCE(p.company, t.company), phone = COALESCE(p.phone, t.phone),
      trade_type = COALESCE(p.trade_type, t.trade_type), website = COALESCE(p.website, t.website), city = COALESCE(p.city, t.city),
      state_code = COALESCE(p.state_code, t.state_code), zip = COALESCE(p.zip, t.zip), google_rating = COALESCE(p.google_rating, t.google_rating),
      review_count = COALESCE(p.review_count, t.review_count), email_source = COALESCE(p.email_source, t.email_source),
      consent_basis = COALESCE(p.consent_basis, t.consent_basis), notes = COALESCE(p.notes, t.notes), priority = CASE p.priority WHEN 0 THEN COALESCE(t.priority, 0) ELSE p.priority END,
      enrichment = jsonb_set(p.enrichment, '{custom}', t.custom || COALESCE(p.enrichment -> 'custom', '{}')), updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS t (prospect_id uuid, name text, company text, phone text, trade_type text, website text, city text,
      state_code text, zip text, google_rating numeric, review_count int, email_source text, consent_basis text, notes text, priority int, custom jsonb)
    WHERE p.id = t.prospect_id AND p.tenant_id = (SELECT ${tenantId}::uuid)
      AND ((p.name IS NULL AND t.name IS NOT NULL) OR (p.company IS NULL AND t.company IS NOT NULL) OR (p.phone IS NULL AND t.phone IS NOT NULL)
        OR (p.trade_type IS NULL AND t.trade_type IS NOT NULL) OR (p.website IS NULL AND t.website IS NOT NULL) OR (p.city IS NULL AND t.city IS NOT NULL)
        OR (p.state_code IS NULL AND t.state_code IS NOT NULL) OR (p.zip IS NULL AND t.zip IS NOT NULL) OR (p.google_rating IS NULL AND t.google_rating IS NOT NULL)
        OR (p.review_count IS NULL AND t.review_count IS NOT NULL) OR (p.email_source IS NULL AND t.email_source IS NOT NULL)
        OR (p.consent_basis IS NULL AND t.consent_basis IS NOT NULL) OR (p.notes IS NULL AND t.notes IS NOT NULL) OR (p.priority = 0 AND t.priority <> 0)
        OR NOT (COALESCE(p.enrichment -> 'custom', '{}') @> (t.custom || COALESCE(p.enrichment -> 'custom', '{}'))))
    RETURNING p.id`;
  return changed.map((row) => row.id);
}

export type NewAddress = { prospect_id: string; email: string; email_key: string };

/**
 * Gives prospects that have none an address, to be verified; those set aside for want of one return to the sequence. Answers which
 * took it, with the outreach that returned.
 */
export async function giveAddresses(
  tx: Tx,
  tenantId: string,
  rows: NewAddress[],
  now: Date,
): Promise<{ prospect_id: string; outreach_id: string | null }[]> {
  if (rows.length === 0) return [];
  return tx.$queryRaw`
    WITH given AS (
      UPDATE prospects p SET email = t.email, email_key = t.email_key, email_verified = NULL, verified_at = NULL, updated_at = ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t (prospect_id uuid, email text, email_key text)
      WHERE p.id = t.prospect_id AND p.tenant_id = (SELECT ${tenantId}::uuid) AND p.email IS NULL RETURNING p.id
    ), returned AS (
      UPDATE outreach o SET status = 'cold', hold_reason = 'awaiting_verification', updated_at = ${now}::timestamptz
      FROM given g WHERE o.prospect_id = g.id AND o.tenant_id = (SELECT ${tenantId}::uuid) AND o.status = 'no_verified_email' RETURNING o.id, o.prospect_id
    ) SELECT g.id AS prospect_id, r.id AS outreach_id FROM given g LEFT JOIN returned r ON r.prospect_id = g.id`;
}
