import type { Tx } from "#lib/db/types.ts";

type Key = { tenantId: string; outreachEmailId: string };

export type ClaimedRow = {
  outreach_id: string;
  recipient_domain: string;
  attempts: number;
  connection_kind: string | null;
  connection_settings: unknown;
};

/** Takes a due queued row, or takes it again under the same claim id. Null when it is not to be had. */
export async function claimRow(
  tx: Tx,
  { tenantId, outreachEmailId }: Key,
  claim: { claimId: string; now: Date; dueBy: Date; leaseUntil: Date },
): Promise<ClaimedRow | null> {
  const rows = await tx.$queryRaw<ClaimedRow[]>`
    WITH claimed AS (
      UPDATE outreach_emails e SET status = 'claimed', claim_id = ${claim.claimId}::uuid, lease_until = ${claim.leaseUntil}::timestamptz,
        attempts = e.attempts + (e.status = 'queued')::int, updated_at = ${claim.now}::timestamptz
      WHERE e.tenant_id = ${tenantId}::uuid AND e.id = ${outreachEmailId}::uuid AND e.direction = 'outbound'
        AND ((e.status = 'queued' AND e.scheduled_at <= ${claim.dueBy}::timestamptz)
          OR (e.status = 'claimed' AND e.claim_id = ${claim.claimId}::uuid AND e.lease_until > ${claim.now}::timestamptz))
      RETURNING e.outreach_id, e.recipient_domain, e.attempts, e.mailbox_id
    )
    SELECT k.outreach_id, k.recipient_domain, k.attempts::int, c.kind AS connection_kind, c.settings AS connection_settings
    FROM claimed k LEFT JOIN mailboxes m ON m.id = k.mailbox_id LEFT JOIN provider_connections c ON c.id = m.provider_connection_id`;
  return rows[0] ?? null;
}

export async function findRowState(
  tx: Tx,
  { tenantId, outreachEmailId }: Key,
): Promise<{ status: string; scheduled_at: Date } | null> {
  return tx.outreachEmail.findFirst({
    where: { tenant_id: tenantId, id: outreachEmailId },
    select: { status: true, scheduled_at: true },
  });
}

/** Locks outreach rows, lowest id first: every change of what is being sent holds this lock (SPEC §7). */
export async function lockOutreach(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND id = ANY (${outreachIds}::uuid[]) ORDER BY id FOR UPDATE`;
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
    WHERE tenant_id = ${tenantId}::uuid AND outreach_id = ANY (${outreachIds}::uuid[]) AND status IN ('queued', 'claimed')
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
    WHERE tenant_id = ${tenantId}::uuid AND id = ${outreachEmailId}::uuid AND claim_id = ${end.claimId}::uuid
      AND status = ANY (${end.from}::text[])`;
  return changed === 1;
}

export type SendingMark = {
  claimId: string;
  now: Date;
  leaseUntil: Date;
  openTracked: boolean;
  connectionId: string;
  /** who runs the recipient's mail; null when DNS could not say */
  recipientProvider: string | null;
  scopes: { mailboxScope: number; domainScope: number; connectionScope: number };
};

/** The point of no return: claimed → sending, with what reputation the message counts for. False when the claim was lost. */
export async function markSending(tx: Tx, { tenantId, outreachEmailId }: Key, mark: SendingMark): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE outreach_emails SET status = 'sending', sent_at = ${mark.now}::timestamptz, lease_until = ${mark.leaseUntil}::timestamptz,
      open_tracked = ${mark.openTracked}, provider_connection_id = ${mark.connectionId}::uuid,
      mailbox_scope = ${mark.scopes.mailboxScope}::int, domain_scope = ${mark.scopes.domainScope}::int,
      connection_scope = ${mark.scopes.connectionScope}::int, recipient_provider = ${mark.recipientProvider},
      status_reason = NULL, status_detail = NULL, updated_at = ${mark.now}::timestamptz
    WHERE tenant_id = ${tenantId}::uuid AND id = ${outreachEmailId}::uuid AND claim_id = ${mark.claimId}::uuid AND status = 'claimed'`;
  return changed === 1;
}

export type SettledRow = {
  id: string;
  outreach_id: string;
  sent_at: Date;
  mailbox_scope: number | null;
  domain_scope: number | null;
  connection_scope: number | null;
};

/** sending → sent or unknown under this claim; null when it is no longer ours to say. */
export async function settleSending(
  tx: Tx,
  { tenantId, outreachEmailId }: Key,
  settled: {
    claimId: string;
    status: "sent" | "unknown";
    providerMessageId: string | null;
    reason: string | null;
    detail: string | null;
    now: Date;
  },
): Promise<SettledRow | null> {
  const rows = await tx.$queryRaw<SettledRow[]>`
    UPDATE outreach_emails SET status = ${settled.status}, status_reason = ${settled.reason}, status_detail = ${settled.detail},
      provider_message_id = COALESCE(provider_message_id, ${settled.providerMessageId}), lease_until = NULL,
      updated_at = ${settled.now}::timestamptz
    WHERE tenant_id = ${tenantId}::uuid AND id = ${outreachEmailId}::uuid AND claim_id = ${settled.claimId}::uuid AND status = 'sending'
    RETURNING id, outreach_id, sent_at, mailbox_scope, domain_scope, connection_scope`;
  return rows[0] ?? null;
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
    UPDATE outreach o SET
      status = CASE WHEN o.status = 'cold' AND e.re_contact_cycle = o.re_contact_cycle THEN 'contacted' ELSE o.status END,
      outreach_sequence_step = CASE WHEN e.re_contact_cycle = o.re_contact_cycle AND e.kind = 'sequence'
        THEN GREATEST(o.outreach_sequence_step, e.sequence_step) ELSE o.outreach_sequence_step END,
      last_email_sent_at = GREATEST(o.last_email_sent_at, e.sent_at), total_emails_sent = o.total_emails_sent + 1,
      winback_sent_at = CASE WHEN e.kind = 'winback' THEN e.sent_at ELSE o.winback_sent_at END, updated_at = ${now}::timestamptz
    FROM outreach_emails e
    WHERE o.tenant_id = ${tenantId}::uuid AND e.tenant_id = ${tenantId}::uuid AND e.id = ANY (${outreachEmailIds}::uuid[])
      AND o.id = e.outreach_id`;
}
