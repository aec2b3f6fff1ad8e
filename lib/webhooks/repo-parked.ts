import type { Tx } from "#lib/db/types.ts";
import { timeSpan } from "./time-span.ts";
import type { IncomingEvent, MachineReason } from "./types.ts";

/** The ids of stored events. */
export async function selectStoredByFingerprint(
  tx: Tx,
  tenantId: string,
  events: IncomingEvent[],
): Promise<Map<string, string>> {
  const { earliest, latest } = timeSpan(events.map((e) => e.occurredAt));
  const rows = await tx.$queryRaw<{ id: string; fingerprint: string }[]>`
    SELECT e.id, f.fingerprint
    FROM unnest((SELECT ${events.map((e) => e.fingerprint)}::text[]), (SELECT ${events.map((e) => e.occurredAt)}::timestamptz[]))
      AS f (fingerprint, occurred_at)
    JOIN email_events e ON e.tenant_id = (SELECT ${tenantId}::uuid) AND e.fingerprint = decode(f.fingerprint, 'hex')
      AND e.occurred_at = f.occurred_at
    WHERE e.occurred_at >= ${earliest}::timestamptz AND e.occurred_at <= ${latest}::timestamptz`;
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}

export type AssignedRow = {
  id: string;
  event: IncomingEvent;
  outreachEmailId: string | null;
  metric: number | null;
  machineReason: MachineReason | null;
  mailboxScope: number | null;
  domainScope: number | null;
  connectionScope: number | null;
};

/** Gives parked events their message, with verdict and scopes. How many is hidden from the planner, as in `updateVerdicts`. */
export async function assignEvents(tx: Tx, tenantId: string, rows: AssignedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { earliest, latest } = timeSpan(rows.map((row) => row.event.occurredAt));
  await tx.$executeRaw`
    UPDATE email_events e SET outreach_email_id = v.outreach_email_id, metric = v.metric, machine_reason = v.machine_reason,
      machine = v.machine_reason IS NOT NULL, mailbox_scope = v.mailbox_scope, domain_scope = v.domain_scope,
      connection_scope = v.connection_scope
    FROM unnest((SELECT ${rows.map((row) => row.id)}::uuid[]), (SELECT ${rows.map((row) => row.event.occurredAt)}::timestamptz[]),
      (SELECT ${rows.map((row) => row.outreachEmailId)}::uuid[]), (SELECT ${rows.map((row) => row.metric)}::smallint[]),
      (SELECT ${rows.map((row) => row.machineReason)}::text[]), (SELECT ${rows.map((row) => row.mailboxScope)}::int[]),
      (SELECT ${rows.map((row) => row.domainScope)}::int[]), (SELECT ${rows.map((row) => row.connectionScope)}::int[]))
      AS v (id, occurred_at, outreach_email_id, metric, machine_reason, mailbox_scope, domain_scope, connection_scope)
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = v.id AND e.occurred_at = v.occurred_at
      AND e.occurred_at >= ${earliest}::timestamptz AND e.occurred_at <= ${latest}::timestamptz`;
}

export type ParkedRow = { id: string; occurred_at: Date; received_at: Date; fingerprint: string; payload: unknown };

/**
 * Parked events in the order they came, after a position, that nobody else is working on. None that claims to be from 90 days before:
 * a message unknown then is not found now, and old partitions are kept out.
 */
export async function selectParked(
  tx: Tx,
  tenantId: string,
  after: { receivedAt: Date; id: string },
  limit: number,
): Promise<ParkedRow[]> {
  return tx.$queryRaw<ParkedRow[]>`
    SELECT id, occurred_at, received_at, encode(fingerprint, 'hex') AS fingerprint, payload FROM email_events
    WHERE tenant_id = ${tenantId}::uuid AND outreach_email_id IS NULL
      AND occurred_at >= ${after.receivedAt}::timestamptz - interval '90 days'
      AND (received_at, id) > (${after.receivedAt}::timestamptz, ${after.id}::uuid)
    ORDER BY received_at, id LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
}
