import { arrayParam } from "#lib/db/array-param.ts";
import { columnParam } from "#lib/db/column-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { givenText } from "#lib/shared/given-text.ts";
import { timeSpan } from "./time-span.ts";
import type { BounceClass, IncomingEvent, MachineReason, MalformedEvent, StoredEvent } from "./types.ts";

export type EventRow = {
  event: IncomingEvent;
  outreachEmailId: string | null;
  metric: number | null;
  machineReason: MachineReason | null;
  mailboxScope: number | null;
  domainScope: number | null;
  connectionScope: number | null;
};

export type EventSource = { tenantId: string; connectionId: string; provider: string; receivedAt: Date };

/** An INSERT of these rows, without its end. */
function insertion(source: EventSource, rows: EventRow[]): Prisma.Sql {
  const column = (pick: (row: EventRow) => string | number | Date | null) => columnParam(rows.map(pick));
  const payloads = `[${rows.map((row) => row.event.payload).join(",")}]`;
  return Prisma.sql`
    INSERT INTO email_events (tenant_id, provider_connection_id, provider, received_at, provider_event_id, fingerprint, type,
      outreach_email_id, occurred_at, machine, machine_reason, metric, mailbox_scope, domain_scope, connection_scope, payload)
    SELECT ${source.tenantId}::uuid, ${source.connectionId}::uuid, ${source.provider}, ${source.receivedAt}::timestamptz,
      coalesce(e.provider_event_id, 'fingerprint:' || e.fingerprint), decode(e.fingerprint, 'hex'), e.type, e.outreach_email_id,
      e.occurred_at, e.machine_reason IS NOT NULL, e.machine_reason, e.metric, e.mailbox_scope, e.domain_scope,
      e.connection_scope, e.payload
    FROM ROWS FROM (unnest(${column((row) => row.event.providerEventId)}::text[], ${column((row) => row.event.fingerprint)}::text[],
      ${column((row) => row.event.type)}::text[], ${column((row) => row.outreachEmailId)}::uuid[],
      ${column((row) => row.event.occurredAt)}::timestamptz[], ${column((row) => row.machineReason)}::text[],
      ${column((row) => row.metric)}::smallint[], ${column((row) => row.mailboxScope)}::int[],
      ${column((row) => row.domainScope)}::int[], ${column((row) => row.connectionScope)}::int[]),
      jsonb_array_elements(${payloads}::jsonb))
      AS e (provider_event_id, fingerprint, type, outreach_email_id, occurred_at, machine_reason, metric, mailbox_scope,
        domain_scope, connection_scope, payload)`;
}

/**
 * Stores rows none of which is there yet, in one statement. A fifth cheaper than to have each looked for first.
 * @throws a unique violation when one is there after all, and the transaction is lost
 */
export async function insertNewEvents(tx: Tx, source: EventSource, rows: EventRow[]): Promise<void> {
  if (rows.length > 0) await tx.$executeRaw(insertion(source, rows));
}

/**
 * Stores what is not there yet, all of it in one statement. Answers the fingerprints of the new rows, or null when every row was new.
 */
export async function insertEvents(tx: Tx, source: EventSource, rows: EventRow[]): Promise<Set<string> | null> {
  if (rows.length === 0) return null;
  const answer = await tx.$queryRaw<{ fresh: number; fingerprints: string[] | null }[]>`
    WITH fresh AS (${insertion(source, rows)} ON CONFLICT DO NOTHING RETURNING fingerprint)
    SELECT count(*)::int AS fresh,
      CASE WHEN count(*) < ${rows.length}::int THEN array_agg(encode(fingerprint, 'hex')) END AS fingerprints
    FROM fresh`;
  const [result] = answer;
  return result === undefined || result.fresh === rows.length ? null : new Set(result.fingerprints ?? []);
}

type StoredRow = {
  id: string;
  outreach_email_id: string;
  fingerprint: string;
  provider_event_id: string;
  type: string;
  occurred_at: Date;
  machine_reason: MachineReason | null;
  metric: number | null;
  url: string | null;
  bounce_classification: string | null;
  reason: string | null;
  response: string | null;
};

/**
 * The events of these messages since a time that lies before all of them (it keeps old partitions out). Each message is searched for by
 * itself: for a thousand at once Postgres would rather read all of a partition that has no statistics yet (ADR 0024).
 */
export async function selectStoredEvents(
  tx: Tx,
  tenantId: string,
  outreachEmailIds: string[],
  since: Date,
): Promise<Map<string, StoredEvent[]>> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    SELECT e.* FROM unnest(${arrayParam(outreachEmailIds)}::uuid[]) AS message (id)
    CROSS JOIN LATERAL (
      SELECT id, outreach_email_id, encode(fingerprint, 'hex') AS fingerprint, provider_event_id, type, occurred_at, machine_reason,
        metric, CASE WHEN type = 'clicked' THEN payload ->> 'url' END AS url,
        CASE WHEN type = 'bounced' THEN payload ->> 'bounce_classification' END AS bounce_classification,
        CASE WHEN type IN ('bounced', 'blocked', 'deferred', 'dropped')
          THEN payload ->> 'reason' END AS reason,
        CASE WHEN type IN ('bounced', 'blocked', 'deferred', 'dropped') THEN payload ->> 'response' END AS response
      FROM email_events
      WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_email_id = message.id AND occurred_at >= ${since}::timestamptz
      OFFSET 0
    ) e`;
  const byMessage = new Map<string, StoredEvent[]>();
  for (const row of rows) {
    const list = byMessage.get(row.outreach_email_id);
    if (list) list.push(toStored(row));
    else byMessage.set(row.outreach_email_id, [toStored(row)]);
  }
  return byMessage;
}

function toStored(row: StoredRow): StoredEvent {
  const isTechnical = /technical|unclassified/i.test(row.bounce_classification ?? "");
  const bounceClass: BounceClass | null = row.type !== "bounced" ? null : isTechnical ? "technical" : "hard";
  return {
    id: row.id,
    key: row.fingerprint,
    providerEventId: row.provider_event_id,
    type: row.type,
    atMs: row.occurred_at.getTime(),
    occurredAt: row.occurred_at,
    machineReason: row.machine_reason,
    metric: row.metric,
    url: givenText(row.url),
    bounceClass,
    reason: givenText(row.reason) ?? givenText(row.response),
  };
}

export type StoredVerdict = {
  id: string;
  occurredAt: Date;
  metric: number | null;
  machineReason: MachineReason | null;
};

/** Gives stored events another verdict. How many is hidden from the planner, which then looks each of them up (ADR 0024). */
export async function updateVerdicts(tx: Tx, tenantId: string, verdicts: StoredVerdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  const { earliest, latest } = timeSpan(verdicts.map((v) => v.occurredAt));
  await tx.$executeRaw`
    UPDATE email_events e SET metric = v.metric, machine_reason = v.machine_reason, machine = v.machine_reason IS NOT NULL
    FROM unnest((SELECT ${verdicts.map((v) => v.id)}::uuid[]), (SELECT ${verdicts.map((v) => v.occurredAt)}::timestamptz[]),
      (SELECT ${verdicts.map((v) => v.metric)}::smallint[]), (SELECT ${verdicts.map((v) => v.machineReason)}::text[]))
      AS v (id, occurred_at, metric, machine_reason)
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = v.id AND e.occurred_at = v.occurred_at
      AND e.occurred_at >= ${earliest}::timestamptz AND e.occurred_at <= ${latest}::timestamptz`;
}

/** Keeps what could not be understood for a person to look at. */
export async function insertQuarantined(tx: Tx, source: EventSource, events: MalformedEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO quarantined_events (tenant_id, provider_connection_id, received_at, fingerprint, reason, payload)
    SELECT ${source.tenantId}::uuid, ${source.connectionId}::uuid, ${source.receivedAt}::timestamptz, decode(fingerprint, 'hex'),
      reason, payload
    FROM unnest(${events.map((e) => e.fingerprint)}::text[], ${events.map((e) => e.reason)}::text[],
      ${events.map((e) => e.payload)}::text[]) AS q (fingerprint, reason, payload)
    ON CONFLICT DO NOTHING`;
}
