import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import { claimList } from "./claim-list.ts";
import type { Claim } from "./types.ts";

export type MessageRow = {
  id: string;
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
 * Passes the tenant's gate (db/send-gate.ts) and keeps suppressions of the messages' recipient domains out until the transaction ends
 * (see suppressions/repo.ts). Taken before any row, domains in the order of their names.
 */
export async function passSendGate(tx: Tx, tenantId: string, outreachEmailIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(hashtextextended(${tenantId}::uuid::text, 5))::text AS taken),
    recipients AS MATERIALIZED (
      SELECT DISTINCT e.tenant_id::text || ':' || e.recipient_domain COLLATE "C" AS key
      FROM outreach_emails e JOIN gate ON gate.taken IS NOT NULL
      WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = ANY (${arrayParam(outreachEmailIds)}::uuid[]) ORDER BY key)
    SELECT count(pg_advisory_xact_lock_shared(hashtextextended(key, 7))) FROM recipients`;
}

/** The claimed rows, locked, lowest id first; those that their claim no longer holds, or whose lease is over, are left out. */
export async function lockClaimedRows(
  tx: Tx,
  tenantId: string,
  claims: readonly Claim[],
  now: Date,
): Promise<MessageRow[]> {
  return tx.$queryRaw`
    SELECT e.id, e.re_contact_cycle::int, e.sequence_step::int, e.campaign_id, e.mailbox_id, e.to_email, e.recipient_domain,
      e.capacity_day::text, e.subject, e.body_text, e.body_html, e.message_id, e.in_reply_to
    FROM ${claimList(claims)}
    JOIN outreach_emails e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = w.id AND e.claim_id = w.claim_id AND e.status = 'claimed'
      AND e.lease_until > ${now}::timestamptz
    ORDER BY e.id FOR UPDATE OF e`;
}

export type SenderRow = {
  mailbox_id: string;
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
 * Mailboxes, then their sending domains, then their connections, held against change until the transaction ends: a pause either comes
 * first and is seen, or waits until the messages are `sending`. Locked in the order in which planning changes them.
 */
export async function lockSenders(tx: Tx, tenantId: string, mailboxIds: readonly string[]): Promise<SenderRow[]> {
  const ids = arrayParam(mailboxIds);
  const mailboxes = tx.$queryRaw`
    SELECT id FROM mailboxes WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ids}::uuid[]) ORDER BY id FOR SHARE`;
  const domains = tx.$queryRaw`
    SELECT id FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid)
      AND id = ANY (ARRAY(SELECT sending_domain_id FROM mailboxes WHERE id = ANY (${ids}::uuid[]))) ORDER BY id FOR SHARE`;
  const connections = tx.$queryRaw<SenderRow[]>`
    SELECT m.id AS mailbox_id, m.from_email, m.from_name, m.reply_to_email, m.open_tracking, d.domain, c.id AS connection_id, c.kind,
      c.event_source, c.settings, c.secrets_encrypted, t.name AS tenant_name
    FROM mailboxes m
    JOIN sending_domains d ON d.id = m.sending_domain_id
    JOIN provider_connections c ON c.id = m.provider_connection_id
    JOIN tenants t ON t.id = m.tenant_id
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.id = ANY (${ids}::uuid[])
    ORDER BY c.id FOR SHARE OF c`;
  const [, , rows] = await Promise.all([mailboxes, domains, connections]);
  if (rows.length < new Set(mailboxIds).size) throw new Error("the mailbox of a queued message does not exist");
  return rows;
}

export type BounceRow = { recipient_domain: string; at: Date; is_hard: boolean };

/** Bounces of recipient domains since a moment, newest first; one without a class counts as hard, as at planning. */
export async function listBouncesOf(
  tx: Tx,
  tenantId: string,
  domains: readonly string[],
  since: Date,
): Promise<BounceRow[]> {
  return tx.$queryRaw`
    SELECT recipient_domain, bounced_at AS at, COALESCE(bounce_type, 'hard') = 'hard' AS is_hard FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND recipient_domain = ANY (${arrayParam(domains)}::text[]) AND bounced_at > ${since}::timestamptz
    ORDER BY bounced_at DESC`;
}

/** Tries of a step that the provider refused for the moment. */
export async function countProviderRefusals(tx: Tx, claim: Claim): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM outreach_emails other
    JOIN outreach_emails e ON e.id = ${claim.outreachEmailId}::uuid AND e.tenant_id = other.tenant_id
    WHERE other.tenant_id = (SELECT ${claim.tenantId}::uuid) AND other.outreach_id = ${claim.outreachId}::uuid
      AND other.re_contact_cycle = e.re_contact_cycle AND other.sequence_step = e.sequence_step
      AND other.status = 'cancelled' AND other.status_reason = 'provider_unavailable'`;
  return rows[0]?.n ?? 0;
}

/** The address takes no mail: the prospect waits for another one (SPEC §2). */
export async function markAddressBad(tx: Tx, claim: Claim, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH outdated AS (
      UPDATE outreach SET status = 'no_verified_email', next_send_at = NULL, hold_reason = NULL, updated_at = ${now}::timestamptz
      WHERE tenant_id = (SELECT ${claim.tenantId}::uuid) AND id = ${claim.outreachId}::uuid AND status IN ('cold', 'contacted')
      RETURNING prospect_id
    )
    UPDATE prospects SET email_verified = false, verified_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    WHERE tenant_id = (SELECT ${claim.tenantId}::uuid) AND id IN (SELECT prospect_id FROM outdated)`;
}

/**
 * A due prospect is not planned before this, and its last decision says so: whatever has its next send worked out again keeps to it. Held
 * and finished ones stay as they are.
 */
export async function postponeNextSend(tx: Tx, claim: Claim, notBefore: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE outreach SET next_send_at = GREATEST(next_send_at, ${notBefore}::timestamptz),
      last_decision = jsonb_build_object('kind', 'none', 'reason', 'provider_unavailable', 'retry_at', ${notBefore.toISOString()}::text,
        'waiting_since', NULL, 'passed_over', '[]'::jsonb)
    WHERE tenant_id = (SELECT ${claim.tenantId}::uuid) AND id = ${claim.outreachId}::uuid AND next_send_at IS NOT NULL`;
}
