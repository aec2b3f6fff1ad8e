import type { Tx } from "#lib/db/types.ts";

export type OpenRow = { id: string; outreach_id: string; mailbox_id: string | null; scheduled_at: Date };

/** Claimed rows whose lease is over go back into the queue; those that keep dying are handed to the caller instead. */
export async function requeueExpiredClaims(
  tx: Tx,
  tenantId: string,
  limits: { now: Date; maxClaims: number; limit: number },
): Promise<{ requeued: OpenRow[]; dying: OpenRow[] }> {
  const rows = await tx.$queryRaw<(OpenRow & { status: string })[]>`
    WITH expired AS (
      SELECT id, attempts FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND status = 'claimed' AND lease_until <= ${limits.now}::timestamptz
      ORDER BY id LIMIT ${limits.limit}::int FOR UPDATE SKIP LOCKED
    ), requeued AS (
      UPDATE outreach_emails e SET status = 'queued', claim_id = NULL, lease_until = NULL, updated_at = ${limits.now}::timestamptz
      FROM expired x WHERE e.id = x.id AND x.attempts < ${limits.maxClaims}::int
      RETURNING e.id
    )
    SELECT e.id, e.outreach_id, e.mailbox_id, e.scheduled_at, CASE WHEN r.id IS NULL THEN 'dying' ELSE 'requeued' END AS status
    FROM expired x JOIN outreach_emails e ON e.id = x.id LEFT JOIN requeued r ON r.id = x.id`;
  return {
    requeued: rows.filter((row) => row.status === "requeued"),
    dying: rows.filter((row) => row.status === "dying"),
  };
}

/** Outreach with hand-overs whose worker is gone: nobody knows whether the message left. */
export async function listExpiredSendings(tx: Tx, tenantId: string, now: Date, limit: number): Promise<OpenRow[]> {
  return tx.$queryRaw`
    SELECT id, outreach_id, mailbox_id, scheduled_at FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status = 'sending' AND lease_until <= ${now}::timestamptz ORDER BY id LIMIT ${limit}::int`;
}

/**
 * Expired hand-overs become unknown, sent where the provider's events have proved it already, or failed where these say that it dropped
 * the message. The caller holds the outreach rows. Returns what became of each.
 */
export async function settleExpiredSendings(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  now: Date,
): Promise<{ id: string; outreach_id: string; status: "sent" | "unknown" | "failed"; sent_at: Date }[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails SET lease_until = NULL, updated_at = ${now}::timestamptz,
      status = CASE WHEN status_reason = 'dropped_by_provider' THEN 'failed'
        WHEN COALESCE(delivered_at, bounced_at, opened_at, machine_opened_at, clicked_at, complained_at) IS NULL
        AND provider_message_id IS NULL THEN 'unknown' ELSE 'sent' END,
      status_reason = CASE WHEN status_reason = 'dropped_by_provider' THEN status_reason
        WHEN COALESCE(delivered_at, bounced_at, opened_at, machine_opened_at, clicked_at, complained_at) IS NULL
        AND provider_message_id IS NULL THEN 'outcome_unknown' END
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ids}::uuid[]) AND status = 'sending' AND lease_until <= ${now}::timestamptz
    RETURNING id, outreach_id, status, sent_at`;
}

/** Queued rows whose moment is past, oldest first: their event was lost, or the runner was away. */
export async function listLateRows(
  tx: Tx,
  tenantId: string,
  late: { before: Date; limit: number },
): Promise<OpenRow[]> {
  return tx.$queryRaw`
    SELECT id, outreach_id, mailbox_id, scheduled_at FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status = 'queued' AND direction = 'outbound' AND scheduled_at <= ${late.before}::timestamptz
    ORDER BY scheduled_at, id LIMIT ${late.limit}::int`;
}

/** Cancels these rows where they are still in one of the states. */
export async function cancelRows(
  tx: Tx,
  tenantId: string,
  cancel: { ids: readonly string[]; from: readonly string[]; reason: string; now: Date },
): Promise<{ id: string; tenant_id: string; outreach_id: string }[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails SET status = 'cancelled', status_reason = ${cancel.reason}, claim_id = NULL, lease_until = NULL,
      updated_at = ${cancel.now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${cancel.ids}::uuid[]) AND status = ANY (${cancel.from}::text[])
    RETURNING id, tenant_id, outreach_id`;
}

/** Where the prospects of these messages are, for their send window. */
export async function listPlaces(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
): Promise<{ outreach_id: string; zip: string | null; state_code: string | null }[]> {
  return tx.$queryRaw`
    SELECT o.id AS outreach_id, p.zip, p.state_code FROM outreach o JOIN prospects p ON p.id = o.prospect_id
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${outreachIds}::uuid[])`;
}
