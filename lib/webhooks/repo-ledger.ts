import { arrayParam } from "#lib/db/array-param.ts";
import { columnParam } from "#lib/db/column-param.ts";
import type { Tx } from "#lib/db/types.ts";
import type { LedgerMessage } from "./types.ts";

/**
 * Outbound messages by our id, with their outreach rows locked, lowest id first: what changes a message holds that lock, so its
 * events take effect one post after the other (SPEC §7). Of the ledger row only what never changes, or is no harm when it is old, may be
 * asked: after a wait for the lock Postgres reads the outreach row again, but not the ledger's.
 */
export async function lockMessagesByIds(tx: Tx, tenantId: string, ids: string[]): Promise<LedgerMessage[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`
    SELECT m.id, m.outreach_id AS "outreachId", m.provider_message_id AS "providerMessageId", m.status, m.to_email AS "toEmail",
      m.recipient_domain AS "recipientDomain", date_part('epoch', m.created_at) * 1000 AS "createdMs",
      m.created_at <= o.events_until AS "mayHaveEvents", m.mailbox_scope AS "mailboxScope", m.domain_scope AS "domainScope", m.connection_scope AS "connectionScope",
      o.status AS "outreachStatus", m.kind = 'sequence' AND m.re_contact_cycle = o.re_contact_cycle AS "isOfCurrentCycle"
    FROM outreach_emails m JOIN outreach o ON o.id = m.outreach_id AND o.tenant_id = m.tenant_id
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.direction = 'outbound' AND m.id = ANY (${arrayParam(ids)}::uuid[])
    ORDER BY o.id FOR UPDATE OF o`;
}

/** The ids of outbound messages by Message-ID or by the provider's id. */
export async function findMessageIds(
  tx: Tx,
  tenantId: string,
  names: { messageIds: string[]; providerMessageIds: string[] },
): Promise<{ id: string; message_id: string; provider_message_id: string | null }[]> {
  if (names.messageIds.length + names.providerMessageIds.length === 0) return [];
  return tx.$queryRaw`
    SELECT id, message_id, provider_message_id FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND direction = 'outbound' AND message_id = ANY (${names.messageIds}::text[])
    UNION
    SELECT id, message_id, provider_message_id FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND direction = 'outbound' AND provider_message_id IS NOT NULL
      AND provider_message_id = ANY (${names.providerMessageIds}::text[])`;
}

export type LedgerWrite = {
  id: string;
  deliveredAt: Date | null;
  openedAt: Date | null;
  machineOpenedAt: Date | null;
  clickedAt: Date | null;
  isClickChanged: boolean;
  bouncedAt: Date | null;
  bounceType: string | null;
  bounceReason: string | null;
  complainedAt: Date | null;
  opens: number;
  providerMessageId: string | null;
  isDropped: boolean | null;
};

/**
 * Writes what events said about messages, all rows in one statement. `least` keeps the earliest time and ignores NULL. A drop that is
 * reported while its message is still `sending` is noted as the reason, for whoever settles it.
 */
export async function patchLedger(tx: Tx, tenantId: string, writes: LedgerWrite[], now: Date): Promise<void> {
  if (writes.length === 0) return;
  const column = (pick: (write: LedgerWrite) => string | number | boolean | Date | null) =>
    columnParam(writes.map(pick));
  await tx.$executeRaw`
    UPDATE outreach_emails m SET
      delivered_at = least(m.delivered_at, p.delivered_at), opened_at = least(m.opened_at, p.opened_at),
      machine_opened_at = least(m.machine_opened_at, p.machine_opened_at), bounced_at = least(m.bounced_at, p.bounced_at),
      complained_at = least(m.complained_at, p.complained_at), open_count = greatest(0, m.open_count + p.opens),
      clicked_at = CASE WHEN p.is_click_changed THEN p.clicked_at ELSE m.clicked_at END,
      bounce_type = coalesce(p.bounce_type, m.bounce_type), bounce_reason = coalesce(p.bounce_reason, m.bounce_reason),
      provider_message_id = coalesce(p.provider_message_id, m.provider_message_id),
      status = CASE WHEN p.is_dropped AND m.status = 'sent' THEN 'failed'
        WHEN NOT p.is_dropped AND m.status = 'failed' AND m.status_reason = 'dropped_by_provider' THEN 'sent' ELSE m.status END,
      status_reason = CASE WHEN p.is_dropped AND m.status IN ('sent', 'sending') THEN 'dropped_by_provider'
        WHEN NOT p.is_dropped AND m.status_reason = 'dropped_by_provider' THEN NULL ELSE m.status_reason END,
      updated_at = ${now}::timestamptz
    FROM unnest(${column((w) => w.id)}::uuid[], ${column((w) => w.deliveredAt)}::timestamptz[],
      ${column((w) => w.openedAt)}::timestamptz[], ${column((w) => w.machineOpenedAt)}::timestamptz[],
      ${column((w) => w.clickedAt)}::timestamptz[], ${column((w) => w.isClickChanged)}::boolean[],
      ${column((w) => w.bouncedAt)}::timestamptz[], ${column((w) => w.bounceType)}::text[],
      ${column((w) => w.bounceReason)}::text[], ${column((w) => w.complainedAt)}::timestamptz[], ${column((w) => w.opens)}::int[],
      ${column((w) => w.providerMessageId)}::text[], ${column((w) => w.isDropped)}::boolean[])
      AS p (id, delivered_at, opened_at, machine_opened_at, clicked_at, is_click_changed, bounced_at, bounce_type, bounce_reason,
        complained_at, opens, provider_message_id, is_dropped)
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.id = p.id`;
}

/** Of these bounced messages, those whose address has had at least `atLeast` bounces of this type, one a message. */
export async function findRepeatedBounces(
  tx: Tx,
  tenantId: string,
  bounced: { ids: string[]; type: string; atLeast: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM outreach_emails m
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.id = ANY (${bounced.ids}::uuid[])
      AND (SELECT count(*) FROM outreach_emails other
        WHERE other.tenant_id = m.tenant_id AND other.outreach_id = m.outreach_id AND other.to_email = m.to_email
          AND other.bounce_type = ${bounced.type}) >= ${bounced.atLeast}::int`;
  return rows.map((row) => row.id);
}

/** Of these recipient domains, those with at least `atLeast` hard-bounced addresses. */
export async function findBouncingDomains(
  tx: Tx,
  tenantId: string,
  domains: string[],
  atLeast: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ domain: string }[]>`
    SELECT recipient_domain AS domain FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND recipient_domain = ANY (${domains}::text[]) AND bounced_at IS NOT NULL
      AND bounce_type = 'hard'
    GROUP BY recipient_domain HAVING count(DISTINCT to_email) >= ${atLeast}::int`;
  return rows.map((row) => row.domain);
}

/** Messages of unknown outcome, handed over since then, that have an event, with their outreach rows locked, lowest id first. */
export async function lockProvenUnknown(
  tx: Tx,
  tenantId: string,
  since: Date,
  limit: number,
): Promise<{ id: string; outreach_id: string }[]> {
  return tx.$queryRaw`
    SELECT m.id, m.outreach_id FROM outreach_emails m JOIN outreach o ON o.id = m.outreach_id AND o.tenant_id = m.tenant_id
    WHERE m.tenant_id = ${tenantId}::uuid AND m.status = 'unknown' AND m.sent_at IS NOT NULL AND m.sent_at >= ${since}::timestamptz
      AND EXISTS (SELECT 1 FROM email_events e WHERE e.tenant_id = m.tenant_id AND e.outreach_email_id = m.id
        AND e.occurred_at >= ${since}::timestamptz - interval '2 days')
    ORDER BY o.id LIMIT ${limit} FOR UPDATE OF o`;
}
