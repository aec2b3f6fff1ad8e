import type { Tx } from "#lib/db/types.ts";
import type { Claim } from "./types.ts";

export type MessageRow = {
  re_contact_cycle: number;
  sequence_step: number;
  campaign_id: string | null;
  mailbox_id: string;
  to_email: string;
  recipient_domain: string;
  /** `2026-06-10` */
  capacity_day: string | null;
  subject: string | null;
  body_text: string | null;
  body_html: string | null;
  message_id: string;
  in_reply_to: string | null;
};

/**
 * Passes the tenant's gate (db/send-gate.ts) and keeps recipient-domain suppressions out until the transaction ends (see
 * suppressions/repo.ts). Taken before any row.
 */
export async function passSendGate(tx: Tx, claim: Claim): Promise<void> {
  await tx.$queryRaw`
    WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(hashtextextended(${claim.tenantId}::uuid::text, 5))::text AS taken)
    SELECT count(pg_advisory_xact_lock_shared(hashtextextended(e.tenant_id::text || ':' || e.recipient_domain, 7)))
    FROM outreach_emails e JOIN gate ON gate.taken IS NOT NULL WHERE e.tenant_id = ${claim.tenantId}::uuid AND e.id = ${claim.outreachEmailId}::uuid`;
}

/** The claimed row, locked; null when the claim no longer holds it or its lease is over. */
export async function lockClaimedRow(tx: Tx, claim: Claim, now: Date): Promise<MessageRow | null> {
  const rows = await tx.$queryRaw<MessageRow[]>`
    SELECT re_contact_cycle::int, sequence_step::int, campaign_id, mailbox_id, to_email, recipient_domain,
      capacity_day::text, subject, body_text, body_html, message_id, in_reply_to
    FROM outreach_emails
    WHERE tenant_id = ${claim.tenantId}::uuid AND id = ${claim.outreachEmailId}::uuid AND status = 'claimed'
      AND claim_id = ${claim.claimId}::uuid AND lease_until > ${now}::timestamptz
    FOR UPDATE`;
  return rows[0] ?? null;
}

export type SenderRow = {
  from_email: string;
  from_name: string;
  reply_to_email: string | null;
  open_tracking: boolean;
  domain: string;
  connection_id: string;
  kind: string;
  event_source: string;
  settings: unknown;
  secrets_encrypted: Uint8Array | null;
  tenant_name: string;
};

/**
 * Mailbox, sending domain and connection, held against change until the transaction ends: a pause either comes first and is seen, or
 * waits until the message is `sending`.
 */
export async function lockSender(tx: Tx, claim: Claim, mailboxId: string): Promise<SenderRow> {
  const rows = await tx.$queryRaw<SenderRow[]>`
    SELECT m.from_email, m.from_name, m.reply_to_email, m.open_tracking, d.domain, c.id AS connection_id, c.kind, c.event_source,
      c.settings, c.secrets_encrypted, t.name AS tenant_name
    FROM mailboxes m
    JOIN sending_domains d ON d.id = m.sending_domain_id
    JOIN provider_connections c ON c.id = m.provider_connection_id
    JOIN tenants t ON t.id = m.tenant_id
    WHERE m.tenant_id = ${claim.tenantId}::uuid AND m.id = ${mailboxId}::uuid
    FOR SHARE OF m, d, c`;
  const row = rows[0];
  if (!row) throw new Error("the mailbox of a queued message does not exist");
  return row;
}

/** Bounces of a recipient domain since a moment, newest first; one without a class counts as hard, as at planning. */
export async function listBouncesOf(
  tx: Tx,
  tenantId: string,
  domain: string,
  since: Date,
): Promise<{ at: Date; isHard: boolean }[]> {
  const rows = await tx.$queryRaw<{ bounced_at: Date; is_hard: boolean }[]>`
    SELECT bounced_at, COALESCE(bounce_type, 'hard') = 'hard' AS is_hard FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND recipient_domain = ${domain} AND bounced_at > ${since}::timestamptz
    ORDER BY bounced_at DESC`;
  return rows.map((row) => ({ at: row.bounced_at, isHard: row.is_hard }));
}

/** Tries of a step that the provider refused for the moment. */
export async function countProviderRefusals(tx: Tx, claim: Claim): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM outreach_emails other
    JOIN outreach_emails e ON e.id = ${claim.outreachEmailId}::uuid AND e.tenant_id = other.tenant_id
    WHERE other.tenant_id = ${claim.tenantId}::uuid AND other.outreach_id = ${claim.outreachId}::uuid
      AND other.re_contact_cycle = e.re_contact_cycle AND other.sequence_step = e.sequence_step
      AND other.status = 'cancelled' AND other.status_reason = 'provider_unavailable'`;
  return rows[0]?.n ?? 0;
}

/** The address takes no mail: the prospect waits for another one (SPEC §2). */
export async function markAddressBad(tx: Tx, claim: Claim, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH outdated AS (
      UPDATE outreach SET status = 'no_verified_email', next_send_at = NULL, hold_reason = NULL, updated_at = ${now}::timestamptz
      WHERE tenant_id = ${claim.tenantId}::uuid AND id = ${claim.outreachId}::uuid AND status IN ('cold', 'contacted')
      RETURNING prospect_id
    )
    UPDATE prospects SET email_verified = false, verified_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    WHERE tenant_id = ${claim.tenantId}::uuid AND id IN (SELECT prospect_id FROM outdated)`;
}

/** A due prospect is not planned before this. Held and finished ones stay as they are. */
export async function postponeNextSend(tx: Tx, claim: Claim, notBefore: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE outreach SET next_send_at = GREATEST(next_send_at, ${notBefore}::timestamptz)
    WHERE tenant_id = ${claim.tenantId}::uuid AND id = ${claim.outreachId}::uuid AND next_send_at IS NOT NULL`;
}
