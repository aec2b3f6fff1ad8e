import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";

export type PreviewRow = {
  outreach_id: string;
  prospect_id: string;
  email: string | null;
  name: string | null;
  company: string | null;
  city: string | null;
  state_code: string | null;
  trade_type: string | null;
  google_rating: number | null;
  review_count: number | null;
  enrichment: unknown;
  /** whose sender signs */
  mailbox_id: string | null;
  sender_name: string;
  tenant_name: string;
  company_address: string | null;
  booking_url: string | null;
  recontact_enabled: boolean;
  max_recontact_cycles: number;
  max_sequence_steps: number;
  campaign_status: string | null;
  campaign_steps: unknown;
};

type Chosen = { prospectIds: readonly string[]; campaign_id?: string; mailbox_id?: string };

/**
 * What messages to these prospects would be written from, in their order. Where no mailbox is named, one signs that is on and not paused,
 * if there is any, and without any mailbox the company; for one that is named and not in use there is nothing, nor for a prospect of
 * another campaign than the one named.
 */
export async function listPreviewRows(tx: Tx, tenantId: string, chosen: Chosen): Promise<PreviewRow[]> {
  const { campaign_id = null, mailbox_id = null } = chosen;
  const ids = arrayParam(chosen.prospectIds);
  return tx.$queryRaw`
    WITH paused AS MATERIALIZED (
      SELECT scope_id FROM health_states WHERE tenant_id = (SELECT ${tenantId}::uuid) AND state = 'paused')
    SELECT o.id AS outreach_id, p.id AS prospect_id, p.email, p.name, p.company, p.city, p.state_code, p.trade_type,
      p.google_rating::float8, p.review_count, p.enrichment, m.id AS mailbox_id, COALESCE(m.sender_name, t.name) AS sender_name, t.name AS tenant_name,
      s.company_address, s.booking_url, s.recontact_enabled, s.max_recontact_cycles, s.max_sequence_steps,
      c.status AS campaign_status, c.steps AS campaign_steps
    FROM prospects p
    JOIN outreach o ON o.tenant_id = p.tenant_id AND o.prospect_id = p.id
    JOIN tenants t ON t.id = p.tenant_id
    JOIN sales_engine_config s ON s.tenant_id = p.tenant_id
    LEFT JOIN campaigns c ON c.tenant_id = p.tenant_id AND c.id = o.campaign_id
    LEFT JOIN LATERAL (SELECT b.id, b.sender_name FROM mailboxes b WHERE b.tenant_id = p.tenant_id AND b.archived_at IS NULL
      AND (${mailbox_id}::uuid IS NULL OR b.id = ${mailbox_id}::uuid)
      ORDER BY NOT b.is_active, b.id IN (SELECT scope_id FROM paused) OR b.sending_domain_id IN (SELECT scope_id FROM paused)
        OR b.provider_connection_id IN (SELECT scope_id FROM paused), b.id LIMIT 1) m ON true
    WHERE p.tenant_id = (SELECT ${tenantId}::uuid) AND p.id = ANY (${ids}::uuid[])
      AND (${campaign_id}::uuid IS NULL OR o.campaign_id = ${campaign_id}::uuid)
      AND (${mailbox_id}::uuid IS NULL OR m.sender_name IS NOT NULL)
    ORDER BY array_position(${ids}::uuid[], p.id)`;
}

export type EarlierMessage = { cycle: number; step: number; subject: string; body_text: string };

/** What a prospect was sent, or may have been, oldest first. */
export async function listEarlierMessages(tx: Tx, tenantId: string, outreachId: string): Promise<EarlierMessage[]> {
  return tx.$queryRaw`
    SELECT re_contact_cycle::int AS cycle, sequence_step::int AS step, COALESCE(subject, '') AS subject, body_text
    FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ${outreachId}::uuid AND direction = 'outbound'
      AND status IN ('sending', 'sent', 'unknown', 'failed') AND body_text IS NOT NULL
    ORDER BY created_at`;
}
