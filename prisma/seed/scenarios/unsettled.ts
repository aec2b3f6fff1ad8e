import { createHash } from "node:crypto";
import { getAttention } from "#lib/command-center/get-attention.ts";
import { getCommandCenter } from "#lib/command-center/get-command-center.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { insertRows } from "../insert-rows.ts";
import { datedUuid } from "../random.ts";
import { smallPlan } from "./plans.ts";
import type { NamedScenario, ScenarioTarget } from "./types.ts";

const unknownSends = 12;
const refusedSends = 8;
const setAside = 9;
const minuteMs = 60_000;

type Outcome = { status: "unknown" | "failed"; reason: string; detail: string };

const lost: Outcome = {
  status: "unknown",
  reason: "outcome_unknown",
  detail: "the connection broke while the provider was answering",
};
const refused: Outcome = {
  status: "failed",
  reason: "provider_refused",
  detail: "554 5.7.1 refused: this address is on our block list",
};

/** What only a person can settle: outcomes nobody knows, refusals, provider events that could not be read. */
export const unsettledScenario: NamedScenario = {
  text: "messages with unknown outcome, refused ones, and provider events that could not be read",
  plan: () => smallPlan,
  afterwards: unsettle,
  showings: async (ctx, tenantId) => {
    const { unknown_sends: unknown, quarantined } = await getAttention(ctx, { tenantId });
    const { today } = (await getCommandCenter(ctx, { tenantId })).pipeline;
    const held = await ctx.forTenant(tenantId, (tx) => tx.outreach.count({ where: { hold_reason: "step_not_sent" } }));
    return [
      { what: `${unknownSends} messages wait for a person to settle them`, holds: unknown === unknownSends },
      { what: `${refusedSends} prospects are held because their message was refused`, holds: held === refusedSends },
      { what: "what left today is what the day's limit gave away", holds: today.sent === today.reserved },
      { what: `${setAside} provider events of today could not be read`, holds: quarantined.count === setAside },
    ];
  },
};

async function unsettle(ctx: EngineContext, target: ScenarioTarget): Promise<void> {
  const { tenantId } = target;
  await ctx.forTenant(tenantId, async (tx) => {
    const unknown = await handOverFirstMessages(tx, tenantId, ctx.now(), unknownSends, lost);
    await countAsSent(tx, tenantId, unknown);
    await reserveCapacity(tx, tenantId, unknown);
    const failed = await handOverFirstMessages(tx, tenantId, ctx.now(), refusedSends, refused);
    await setEventsAside(tx, ctx.now(), target);
    await recomputeNextSend(tx, { tenantId, outreachIds: [...unknown, ...failed], now: ctx.now() });
  });
  await rebuildReputation(ctx, tenantId, { isForced: true });
}

/**
 * First messages of prospects that had none, from mailboxes that have sent before, with this outcome: one every two minutes until now.
 * Returns their outreach ids.
 */
async function handOverFirstMessages(
  tx: Tx,
  tenantId: string,
  now: Date,
  count: number,
  { status, reason, detail }: Outcome,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ outreach_id: string }[]>`
    WITH cold AS (
      SELECT o.id, p.email, p.company, row_number() OVER (ORDER BY o.id) AS n
      FROM outreach o JOIN prospects p ON p.id = o.prospect_id
      WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.status = 'cold' AND o.total_emails_sent = 0 AND p.email_verified
        AND NOT EXISTS (SELECT 1 FROM outreach_emails e WHERE e.tenant_id = o.tenant_id AND e.outreach_id = o.id)
      ORDER BY o.id LIMIT ${count}
    ), senders AS (
      SELECT DISTINCT ON (mailbox_id) mailbox_id, provider_connection_id, mailbox_scope, domain_scope, connection_scope, from_email,
        dense_rank() OVER (ORDER BY mailbox_id) AS n
      FROM outreach_emails WHERE tenant_id = (SELECT ${tenantId}::uuid) AND status = 'sent'
    )
    INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, status_reason, status_detail, attempts, mailbox_id,
      provider_connection_id, mailbox_scope, domain_scope, connection_scope, from_email, to_email, recipient_domain, subject, body_text,
      message_id, scheduled_at, sent_at, open_tracked, created_at)
    SELECT ${tenantId}::uuid, c.id, 1, ${status}, ${reason}, ${detail}, 1, s.mailbox_id,
      s.provider_connection_id, s.mailbox_scope, s.domain_scope, s.connection_scope, s.from_email, c.email, split_part(c.email, '@', 2),
      'A question about ' || c.company, 'Hello, who at ' || c.company || ' looks after new customers?',
      '<' || gen_random_uuid() || '@' || split_part(s.from_email, '@', 2) || '>',
      ${now}::timestamptz - c.n * interval '2 minutes',
      CASE WHEN ${status} = 'unknown' THEN ${now}::timestamptz - c.n * interval '2 minutes' END, true,
      ${now}::timestamptz - c.n * interval '2 minutes'
    FROM cold c JOIN senders s ON s.n = 1 + c.n % (SELECT max(n) FROM senders)
    RETURNING outreach_id`;
  return rows.map((row) => row.outreach_id);
}

/** A message whose outcome is unknown counts as sent for the sequence (SPEC §7). */
async function countAsSent(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE outreach o SET status = 'contacted', outreach_sequence_step = 1, total_emails_sent = 1, last_email_sent_at = e.sent_at
    FROM outreach_emails e
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${[...outreachIds]}::uuid[])
      AND e.tenant_id = o.tenant_id AND e.outreach_id = o.id`;
}

/** What a message of unknown outcome has reserved stays used (SPEC §7). */
async function reserveCapacity(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO capacity_days (tenant_id, day, kind, key, used)
    SELECT e.tenant_id, (e.sent_at AT TIME ZONE s.send_timezone)::date, k.kind, k.key, count(*)
    FROM outreach_emails e JOIN mailboxes m ON m.tenant_id = e.tenant_id AND m.id = e.mailbox_id
    JOIN sales_engine_config s ON s.tenant_id = e.tenant_id
    CROSS JOIN LATERAL (VALUES ('tenant', ''), ('mailbox', m.id::text), ('domain', m.sending_domain_id::text)) k (kind, key)
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.outreach_id = ANY (${[...outreachIds]}::uuid[])
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (tenant_id, day, kind, key) DO UPDATE SET used = capacity_days.used + excluded.used`;
}

async function setEventsAside(tx: Tx, now: Date, { tenantId, connectionId }: ScenarioTarget): Promise<void> {
  const rows = Array.from({ length: setAside }, (_, index) => {
    const receivedAt = now.getTime() - (index + 1) * 7 * minuteMs;
    const payload = JSON.stringify({ event: "open", sg_event_id: `aside-${index}` });
    return {
      id: datedUuid(receivedAt, crypto.randomUUID()),
      tenant_id: tenantId,
      provider_connection_id: connectionId,
      fingerprint: `\\x${createHash("sha256").update(`${tenantId}/${payload}`).digest("hex")}`,
      received_at: new Date(receivedAt).toISOString(),
      reason: "timestamp_missing",
      payload,
    };
  });
  await insertRows(tx, "quarantined_events", rows);
}
