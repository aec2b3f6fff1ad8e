import type { EngineContext } from "#lib/engine/context.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { type MessageScopes, metricIndex } from "#lib/reputation/types.ts";
import { createTestMailbox, createTestTenant } from "./factory.ts";

type Box = Awaited<ReturnType<typeof createTestMailbox>> & MessageScopes;

export type GuardTraffic = {
  sent: number;
  bounced?: number;
  complained?: number;
  blocked?: number;
  /** when the messages were sent; default now */
  at?: Date;
  /** when it was said that they came to grief; default the time of sending */
  troubleAt?: Date;
};

export type GuardReport = "delivered" | "opened" | "bounced" | "complained" | "blocked";

/** What suites of the guard share: mailboxes whose messages came to this end or that. */
export function guardWorld(ctx: EngineContext) {
  async function addMailbox(tenantId: string, data: Parameters<typeof createTestMailbox>[2] = {}): Promise<Box> {
    const mailbox = await createTestMailbox(ctx, tenantId, { daily_limit: 40, ...data });
    const [, domain = ""] = mailbox.from_email.split("@");
    const identity = { fromEmail: mailbox.from_email, domain, connectionId: mailbox.provider_connection_id };
    const [scopes] = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [identity]));
    return { ...mailbox, ...(scopes as MessageScopes) };
  }

  async function createWorld() {
    const tenantId = await createTestTenant(ctx);
    return { tenantId, box: await addMailbox(tenantId) };
  }

  /** Messages of a mailbox in the ledger, with their events; the first bounced, the next were complained about, the next blocked. */
  async function send(box: Box, traffic: GuardTraffic): Promise<void> {
    const { sent, bounced = 0, complained = 0, blocked = 0, at = ctx.now(), troubleAt = at } = traffic;
    const complaints = bounced + complained;
    await ctx.forTenant(
      box.tenant_id,
      (tx) => tx.$executeRaw`
        WITH messages AS (INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
          scheduled_at, sent_at, updated_at, mailbox_scope, domain_scope, connection_scope, mailbox_id, bounced_at, bounce_type,
          complained_at, open_tracked)
        SELECT ${box.tenant_id}::uuid, uuidv7(), 1, 'sent', ${box.from_email}, 'a@b.test', 'b.test', uuidv7()::text, ${at}::timestamptz,
          ${at}::timestamptz, ${troubleAt}::timestamptz, ${box.mailboxScope}::int, ${box.domainScope}::int,
          ${box.connectionScope}::int, ${box.id}::uuid,
          CASE WHEN n <= ${bounced}::int THEN ${troubleAt}::timestamptz END,
          CASE WHEN n <= ${bounced}::int THEN 'hard'
            WHEN n > ${complaints}::int AND n <= ${complaints + blocked}::int THEN 'blocked' END,
          CASE WHEN n > ${bounced}::int AND n <= ${complaints}::int THEN ${troubleAt}::timestamptz END, true
        FROM generate_series(1, ${sent}::int) AS n RETURNING *)
        INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, occurred_at, metric,
          mailbox_scope, domain_scope, connection_scope, outreach_email_id, payload)
        SELECT tenant_id, ${box.provider_connection_id}::uuid, 'sendgrid', uuidv7()::text, uuid_send(uuidv7()), type, ${troubleAt}::timestamptz,
          metric, mailbox_scope, domain_scope, connection_scope, id, '{}'
        FROM messages CROSS JOIN LATERAL (VALUES ('bounced', 2, bounced_at IS NOT NULL), ('complained', 3, complained_at IS NOT NULL),
          ('blocked', 6, bounce_type = 'blocked')) AS e (type, metric, happened)
        WHERE happened`,
    );
  }

  /** It is said now of so many of a mailbox's messages, the latest of which nothing bad was said yet, that this became of them. */
  async function report(box: Box, metric: GuardReport, count: number): Promise<void> {
    const at = ctx.now();
    await ctx.forTenant(
      box.tenant_id,
      (tx) => tx.$executeRaw`
        WITH chosen AS (
          SELECT id FROM outreach_emails WHERE tenant_id = (SELECT ${box.tenant_id}::uuid) AND mailbox_id = ${box.id}::uuid
            AND bounced_at IS NULL AND complained_at IS NULL AND bounce_type IS NULL ORDER BY sent_at DESC, id LIMIT ${count}::int
        ), messages AS (
          UPDATE outreach_emails e SET updated_at = ${at}::timestamptz,
            bounced_at = CASE WHEN ${metric} = 'bounced' THEN ${at}::timestamptz END,
            bounce_type = CASE ${metric} WHEN 'bounced' THEN 'hard' WHEN 'blocked' THEN 'blocked' END,
            complained_at = CASE WHEN ${metric} = 'complained' THEN ${at}::timestamptz END
          FROM chosen WHERE e.tenant_id = (SELECT ${box.tenant_id}::uuid) AND e.id = chosen.id RETURNING e.*
        )
        INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, occurred_at, metric,
          mailbox_scope, domain_scope, connection_scope, outreach_email_id, payload)
        SELECT tenant_id, ${box.provider_connection_id}::uuid, 'sendgrid', uuidv7()::text, uuid_send(uuidv7()), ${metric},
          ${at}::timestamptz, ${metricIndex[metric]}::int, mailbox_scope, domain_scope, connection_scope, id, '{}'
        FROM messages`,
    );
  }

  const scopeOf = (box: Box, kind: "mailbox" | "domain" | "connection") =>
    ({ mailbox: box.id, domain: box.sending_domain_id, connection: box.provider_connection_id })[kind];

  /** The stored state of a scope; null when it has none. */
  const stateOf = (box: Box, kind: "mailbox" | "domain" | "connection") =>
    ctx.forTenant(box.tenant_id, (tx) =>
      tx.healthState.findFirst({ where: { scope_kind: kind, scope_id: scopeOf(box, kind) } }),
    );

  const transitionsOf = (tenantId: string) =>
    ctx.forTenant(tenantId, (tx) => tx.healthTransition.findMany({ orderBy: [{ at: "asc" }, { id: "asc" }] }));

  const hoursOn = (hours: number, from = ctx.now()) => new Date(from.getTime() + hours * 3_600_000);

  return { addMailbox, createWorld, send, report, stateOf, transitionsOf, hoursOn };
}
