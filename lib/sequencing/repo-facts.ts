import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import { type FactRow, factColumns } from "./fact-row.ts";

/** Reads and locks outreach rows, lowest id first, so that what is decided from them still holds when it is written. */
export async function lockFactRows(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<FactRow[]> {
  return tx.$queryRaw`
    SELECT ${factColumns} FROM outreach o JOIN prospects p ON p.id = o.prospect_id
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${arrayParam(outreachIds)}::uuid[])
    ORDER BY o.id FOR UPDATE OF o`;
}

/** Moments as in `FactRow`. */
export type SequenceMessageRow = {
  outreach_id: string;
  cycle: number;
  step: number;
  status: string;
  scheduled_ms: number;
  sent_ms: number | null;
  delivered_ms: number | null;
  opened_ms: number | null;
  open_tracked: boolean;
  mailbox_id: string | null;
  message_id: string;
  connection_id: string | null;
};

/** The outbound sequence messages of each outreach that were not cancelled, by step; those of earlier cycles among them. */
export async function listSequenceMessages(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
): Promise<SequenceMessageRow[]> {
  return tx.$queryRaw`
    SELECT outreach_id, re_contact_cycle::int AS cycle, sequence_step::int AS step, status,
      date_part('epoch', scheduled_at) * 1000 AS scheduled_ms, date_part('epoch', sent_at) * 1000 AS sent_ms,
      date_part('epoch', delivered_at) * 1000 AS delivered_ms, date_part('epoch', opened_at) * 1000 AS opened_ms, open_tracked,
      mailbox_id, message_id, provider_connection_id AS connection_id
    FROM outreach_emails WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ANY (${arrayParam(outreachIds)}::uuid[])
      AND direction = 'outbound' AND kind = 'sequence' AND status <> 'cancelled'
    ORDER BY outreach_id, sequence_step`;
}

/** All connections there are and were, few of a tenant. */
export async function listConnectionKinds(tx: Tx, tenantId: string): Promise<{ id: string; kind: string }[]> {
  return tx.$queryRaw`SELECT id, kind FROM provider_connections WHERE tenant_id = ${tenantId}::uuid`;
}

export type CampaignRow = {
  id: string;
  status: string;
  steps: unknown;
  daily_limit: number | null;
  target_trades: string[];
  target_locations: string[];
};

/** The named campaigns, and with them the active ones, oldest first. */
export async function listCampaigns(tx: Tx, tenantId: string, ids: readonly string[]): Promise<CampaignRow[]> {
  return tx.$queryRaw`
    SELECT id, status, steps, daily_limit, target_trades, target_locations FROM campaigns
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND (status = 'active' OR id = ANY (${ids}::uuid[])) ORDER BY created_at, id`;
}

/** The different kinds of connection that mailboxes in use send over. */
export async function listTransportsInUse(tx: Tx, tenantId: string): Promise<{ kind: string; settings: unknown }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT c.kind, c.settings FROM mailboxes m
    JOIN provider_connections c ON c.id = m.provider_connection_id AND c.archived_at IS NULL
    JOIN sending_domains d ON d.id = m.sending_domain_id AND d.archived_at IS NULL
    WHERE m.tenant_id = ${tenantId}::uuid AND m.is_active AND m.archived_at IS NULL`;
}

export type NextSendWrite = { outreachId: string; nextSendAt: Date | null; holdReason: string | null };

/** Writes what changed; rows that say so already are left alone. */
export async function writeNextSends(
  tx: Tx,
  tenantId: string,
  writes: readonly NextSendWrite[],
  now: Date,
): Promise<void> {
  if (writes.length === 0) return;
  await tx.$executeRaw`
    UPDATE outreach o SET next_send_at = d.next_send_at, hold_reason = d.hold_reason, updated_at = ${now}::timestamptz
    FROM unnest(${arrayParam(writes.map((w) => w.outreachId))}::uuid[],
      ${arrayParam(writes.map((w) => w.nextSendAt))}::timestamptz[], ${arrayParam(writes.map((w) => w.holdReason))}::text[]) AS d (id, next_send_at, hold_reason)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = d.id
      AND (o.next_send_at IS DISTINCT FROM d.next_send_at OR o.hold_reason IS DISTINCT FROM d.hold_reason)`;
}
