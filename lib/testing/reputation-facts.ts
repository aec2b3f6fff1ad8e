import type { Redis } from "ioredis";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { beginReputationBooking, finishReputationBooking } from "#lib/reputation/book-counts.ts";
import { hourKey } from "#lib/reputation/counter-store.ts";
import { effectiveTime, epochHourOf, windowHoursAt } from "#lib/reputation/policy/booking-hour.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { type MessageScopes, metricIndex, type ReputationMetric, type SenderIdentity } from "#lib/reputation/types.ts";
import { createTestConnection, createTestTenant } from "./factory.ts";

export type TestSender = SenderIdentity & MessageScopes;
export type TestFact = { sender: TestSender; metric: ReputationMetric; count: number; at: Date };

/** A tenant of its own with senders over two domains. Returns both. */
export async function createSenders(ctx: EngineContext, count = 3) {
  const tenantId = await createTestTenant(ctx);
  const connectionId = (await createTestConnection(ctx, tenantId)).id;
  const identities = Array.from({ length: count }, (_, i) => {
    const domain = `d${i % 2}.test`;
    return { domain, fromEmail: `box${i}@${domain}`, connectionId };
  });
  const scopes = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, identities));
  const senders = identities.map((identity, i) => ({ ...identity, ...(scopes[i] as MessageScopes) }));
  return { tenantId, senders: senders as [TestSender, ...TestSender[]] };
}

/** Writes the rows that a count stands for: ledger rows for `sent`, counted events for the rest. */
export async function storeFact(
  tx: Tx,
  tenantId: string,
  fact: TestFact,
  options: { isOpenTracked?: boolean } = {},
): Promise<void> {
  const { sender, at } = fact;
  if (fact.metric === "sent") {
    await tx.$executeRaw`
      INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
        scheduled_at, sent_at, mailbox_scope, domain_scope, connection_scope, open_tracked)
      SELECT ${tenantId}::uuid, uuidv7(), 1, 'sent', ${sender.fromEmail}, 'a@b.test', 'b.test', uuidv7()::text,
        ${at}::timestamptz, ${at}::timestamptz, ${sender.mailboxScope}::int, ${sender.domainScope}::int,
        ${sender.connectionScope}::int, ${options.isOpenTracked ?? true}::boolean
      FROM generate_series(1, ${fact.count}::int)`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, occurred_at, metric,
      mailbox_scope, domain_scope, connection_scope, payload)
    SELECT ${tenantId}::uuid, ${sender.connectionId}::uuid, 'sendgrid', uuidv7()::text, uuid_send(uuidv7()), ${fact.metric},
      ${at}::timestamptz, ${metricIndex[fact.metric]}::smallint, ${sender.mailboxScope}::int, ${sender.domainScope}::int,
      ${sender.connectionScope}::int, '{}'
    FROM generate_series(1, ${fact.count}::int)`;
}

/** Where a booking is cut off. */
export type Fault = "none" | "crash_before_redis" | "redis_away" | "answer_lost" | "flushed";

/** Stores a fact and books it as the engine does, with a fault on the way. */
export async function bookFact(
  ctx: EngineContext,
  tenantId: string,
  fact: TestFact,
  fault: Fault = "none",
): Promise<void> {
  const at = effectiveTime(fact.at, ctx.now());
  const epochHour = epochHourOf(at);
  const ticket = await ctx.forTenant(tenantId, async (tx) => {
    await storeFact(tx, tenantId, { ...fact, at });
    return beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
  });
  if (fault === "crash_before_redis") return ageMarks(ctx, tenantId);
  if (fault === "flushed") await flushCounters(ctx, tenantId);
  const { mailboxScope, domainScope, connectionScope } = fact.sender;
  const scopes = [0, mailboxScope, domainScope, connectionScope];
  const faulty = fault === "redis_away" || fault === "answer_lost" ? withFaultyRedis(ctx, fault) : ctx;
  await finishReputationBooking(faulty, ticket, [{ epochHour, scopes, metric: fact.metric, count: fact.count }]);
}

/** Takes one of the fact's counts back, as an earlier event or a burst of clicks does, and books that as the engine does. */
export async function takeBackFact(ctx: EngineContext, tenantId: string, fact: TestFact): Promise<void> {
  const { mailboxScope, domainScope, connectionScope } = fact.sender;
  const epochHour = epochHourOf(fact.at);
  const ticket = await ctx.forTenant(tenantId, async (tx) => {
    const taken = await tx.$executeRaw`
      UPDATE email_events SET metric = NULL WHERE tenant_id = ${tenantId}::uuid AND id IN (
        SELECT id FROM email_events WHERE tenant_id = ${tenantId}::uuid AND mailbox_scope = ${mailboxScope}::int
          AND metric = ${metricIndex[fact.metric]}::smallint AND occurred_at = ${fact.at}::timestamptz
        LIMIT 1 FOR UPDATE SKIP LOCKED)`;
    if (taken !== 1) throw new Error("there is nothing to take back");
    return beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
  });
  const scopes = [0, mailboxScope, domainScope, connectionScope];
  await finishReputationBooking(ctx, ticket, [{ epochHour, scopes, metric: fact.metric, count: -1 }]);
}

/** Makes every mark as old as one whose writer has died. */
export async function ageMarks(ctx: EngineContext, tenantId: string): Promise<void> {
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`UPDATE reputation_dirty SET created_at = now() - interval '6 seconds'`,
  );
}

/** Takes away everything that Redis knows of the tenant. */
export async function flushCounters(ctx: EngineContext, tenantId: string): Promise<void> {
  const keys = await counterKeys(ctx.redis, tenantId);
  if (keys.length > 0) await ctx.redis.del(keys);
}

/** The hour strings of the window as they are stored, by hour; hours in which nothing was counted are left out. */
export async function rawHours(ctx: EngineContext, tenantId: string): Promise<Record<number, string>> {
  const raw: Record<number, string> = {};
  for (const hour of windowHoursAt(ctx.now())) {
    const packed = await ctx.redis.getBuffer(hourKey(tenantId, hour));
    if (packed) raw[hour] = packed.toString("hex");
  }
  return raw;
}

async function counterKeys(redis: Redis, tenantId: string): Promise<string[]> {
  return redis.keys(`email:reputation:${tenantId}:*`);
}

/** The context with a Redis that refuses commands, or takes them and loses the answer. */
export function withFaultyRedis(ctx: EngineContext, fault: "redis_away" | "answer_lost"): EngineContext {
  const fail = async () => {
    throw new Error("Connection is closed.");
  };
  const overrides: Record<string, unknown> = {
    callBuffer: async (...args: unknown[]) => {
      if (fault === "answer_lost") await (ctx.redis.callBuffer as (...args: unknown[]) => Promise<unknown>)(...args);
      return fail();
    },
    hget: fail,
    multi: () => Object.assign(ctx.redis.multi(), { exec: fail }),
  };
  const redis = new Proxy(ctx.redis, {
    get: (target, name) => overrides[String(name)] ?? Reflect.get(target, name, target),
  });
  return { ...ctx, redis };
}
