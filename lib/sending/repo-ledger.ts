import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";
import { type ClaimKey, claimList } from "./claim-list.ts";

type Key = { tenantId: string; outreachEmailId: string };

export type ClaimedRow = {
  claim_id: string;
  outreach_id: string;
  recipient_domain: string;
  attempts: number;
  connection_kind: string | null;
  connection_settings: unknown;
};

/**
 * Takes due queued rows, or takes them again under the same claim ids; those that are not to be had are left out.
 * Whoever asks for several does not wait (`waits`): waiting for one row while holding others, two would wait for each other.
 */
export async function claimRows(
  tx: Tx,
  tenantId: string,
  requests: readonly ClaimKey[],
  claim: { now: Date; missedBefore: Date; dueBy: Date; leaseUntil: Date; waits: boolean },
): Promise<ClaimedRow[]> {
  const locking = claim.waits ? Prisma.sql`FOR UPDATE OF e` : Prisma.sql`FOR UPDATE OF e SKIP LOCKED`;
  return tx.$queryRaw`
    WITH wanted AS (
      SELECT e.id, w.claim_id FROM ${claimList(requests)}
      JOIN outreach_emails e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = w.id AND e.direction = 'outbound'
        AND ((e.status = 'queued' AND e.scheduled_at BETWEEN ${claim.missedBefore}::timestamptz AND ${claim.dueBy}::timestamptz)
          OR (e.status = 'claimed' AND e.claim_id = w.claim_id AND e.lease_until > ${claim.now}::timestamptz))
      ORDER BY e.id ${locking}
    ), claimed AS (
      UPDATE outreach_emails e SET status = 'claimed', claim_id = w.claim_id, lease_until = ${claim.leaseUntil}::timestamptz,
        attempts = e.attempts + (e.status = 'queued')::int, updated_at = ${claim.now}::timestamptz
      FROM wanted w WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = w.id
      RETURNING e.claim_id, e.outreach_id, e.recipient_domain, e.attempts, e.mailbox_id
    )
    SELECT k.claim_id, k.outreach_id, k.recipient_domain, k.attempts::int, c.kind AS connection_kind, c.settings AS connection_settings
    FROM claimed k LEFT JOIN mailboxes m ON m.id = k.mailbox_id LEFT JOIN provider_connections c ON c.id = m.provider_connection_id`;
}

export type RowState = { status: string; scheduled_at: Date };

export async function findRowState(tx: Tx, tenantId: string, id: string): Promise<RowState | null> {
  const select = { tenant_id: true, status: true, scheduled_at: true };
  return ofTenant(tenantId, tx.outreachEmail.findUnique({ where: { id }, select }));
}

/** Locks outreach rows, lowest id first: every change of what is being sent holds this lock (SPEC §7). */
export async function lockOutreach(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM outreach WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${outreachIds}::uuid[]) ORDER BY id FOR UPDATE`;
}

export type StoppedRow = { id: string; tenant_id: string };

/** Queued and claimed rows become cancelled; what is being handed over is left alone. */
export async function cancelOpenRows(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
  stop: { reason: string; now: Date },
): Promise<StoppedRow[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails SET status = 'cancelled', status_reason = ${stop.reason}, claim_id = NULL, lease_until = NULL,
      updated_at = ${stop.now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ANY (${outreachIds}::uuid[]) AND status IN ('queued', 'claimed')
      AND direction = 'outbound'
    RETURNING id, tenant_id`;
}

/** Ends a row that this claim holds in one of these states; false when the claim no longer holds it. */
export async function endClaimedRow(
  tx: Tx,
  { tenantId, outreachEmailId }: Key,
  end: {
    claimId: string;
    from: readonly string[];
    status: "cancelled" | "skipped" | "failed";
    reason: string;
    detail: string | null;
    now: Date;
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE outreach_emails SET status = ${end.status}, status_reason = ${end.reason}, status_detail = ${end.detail}, sent_at = NULL,
      claim_id = NULL, lease_until = NULL, updated_at = ${end.now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${outreachEmailId}::uuid AND claim_id = ${end.claimId}::uuid
      AND status = ANY (${end.from}::text[])`;
  return changed === 1;
}

export type SendingMark = ClaimKey & {
  openTracked: boolean;
  connectionId: string;
  /** who runs the recipient's mail; null when DNS could not say */
  recipientProvider: string | null;
  scopes: { mailboxScope: number; domainScope: number; connectionScope: number };
};

/**
 * The point of no return: claimed → sending, with what reputation the messages count for. Answers the ids whose claim was still held.
 */
export async function markSending(
  tx: Tx,
  tenantId: string,
  marks: readonly SendingMark[],
  { now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE outreach_emails e SET status = 'sending', sent_at = ${now}::timestamptz, lease_until = ${leaseUntil}::timestamptz,
      open_tracked = k.open_tracked, provider_connection_id = k.connection_id, mailbox_scope = k.mailbox_scope,
      domain_scope = k.domain_scope, connection_scope = k.connection_scope, recipient_provider = k.recipient_provider,
      status_reason = NULL, status_detail = NULL, updated_at = ${now}::timestamptz
    FROM unnest(${arrayParam(marks.map((mark) => mark.outreachEmailId))}::uuid[], ${arrayParam(marks.map((mark) => mark.claimId))}::uuid[],
      ${arrayParam(marks.map((mark) => mark.openTracked))}::boolean[], ${arrayParam(marks.map((mark) => mark.connectionId))}::uuid[],
      ${arrayParam(marks.map((mark) => mark.scopes.mailboxScope))}::int[], ${arrayParam(marks.map((mark) => mark.scopes.domainScope))}::int[],
      ${arrayParam(marks.map((mark) => mark.scopes.connectionScope))}::int[], ${arrayParam(marks.map((mark) => mark.recipientProvider))}::text[])
      AS k (id, claim_id, open_tracked, connection_id, mailbox_scope, domain_scope, connection_scope, recipient_provider)
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = k.id AND e.claim_id = k.claim_id AND e.status = 'claimed'
    RETURNING e.id`;
  return new Set(rows.map((row) => row.id));
}

export type Settlement = ClaimKey & {
  status: "sent" | "unknown";
  providerMessageId: string | null;
  reason: string | null;
  detail: string | null;
};

export type SettledRow = {
  id: string;
  /** failed: the provider took it and then dropped it, and said so already */
  status: "sent" | "unknown" | "failed";
  outreach_id: string;
  sent_at: Date;
  mailbox_scope: number | null;
  domain_scope: number | null;
  connection_scope: number | null;
};

/**
 * sending → sent or unknown under these claims, or failed where the provider has reported a drop already; rows that are no longer theirs
 * to settle are left out.
 */
export async function settleSending(
  tx: Tx,
  tenantId: string,
  settlements: readonly Settlement[],
  now: Date,
): Promise<SettledRow[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails e SET status_detail = s.detail,
      status = CASE WHEN e.status_reason = 'dropped_by_provider' THEN 'failed' ELSE s.status END,
      status_reason = CASE WHEN e.status_reason = 'dropped_by_provider' THEN e.status_reason ELSE s.reason END,
      provider_message_id = COALESCE(e.provider_message_id, s.provider_message_id), lease_until = NULL, updated_at = ${now}::timestamptz
    FROM unnest(${arrayParam(settlements.map((s) => s.outreachEmailId))}::uuid[], ${arrayParam(settlements.map((s) => s.claimId))}::uuid[],
      ${arrayParam(settlements.map((s) => s.status))}::text[], ${arrayParam(settlements.map((s) => s.providerMessageId))}::text[],
      ${arrayParam(settlements.map((s) => s.reason))}::text[], ${arrayParam(settlements.map((s) => s.detail))}::text[])
      AS s (id, claim_id, status, provider_message_id, reason, detail)
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = s.id AND e.claim_id = s.claim_id AND e.status = 'sending'
    RETURNING e.id, e.status, e.outreach_id, e.sent_at, e.mailbox_scope, e.domain_scope, e.connection_scope`;
}

/**
 * Counts messages as sent on their outreach: contacted, step, time and total (SPEC §2). A message of an earlier cycle moves the
 * time and the total only. The caller recomputes the next send.
 */
export async function countAsSent(
  tx: Tx,
  tenantId: string,
  outreachEmailIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    WITH sent AS (
      SELECT o.id, count(*)::int AS total, max(e.sent_at) AS sent_at, bool_or(e.re_contact_cycle = o.re_contact_cycle) AS is_current,
        max(e.sequence_step) FILTER (WHERE e.re_contact_cycle = o.re_contact_cycle AND e.kind = 'sequence') AS step,
        max(e.sent_at) FILTER (WHERE e.kind = 'winback') AS winback_at
      FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
      WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = ANY (${arrayParam(outreachEmailIds)}::uuid[]) GROUP BY o.id
    )
    UPDATE outreach o SET
      status = CASE WHEN o.status = 'cold' AND s.is_current THEN 'contacted' ELSE o.status END,
      outreach_sequence_step = GREATEST(o.outreach_sequence_step, s.step), last_email_sent_at = GREATEST(o.last_email_sent_at, s.sent_at),
      total_emails_sent = o.total_emails_sent + s.total, winback_sent_at = COALESCE(s.winback_at, o.winback_sent_at),
      updated_at = ${now}::timestamptz
    FROM sent s WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = s.id`;
}
