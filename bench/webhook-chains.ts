import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Redis } from "ioredis";
import type pg from "pg";
import { Prisma } from "#lib/db/generated/client.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { createEvents, metricOf, signedPost, type WebhookEvent, type WebhookTenant } from "./webhook-data.ts";

type Ask = <Row>(text: string, values: unknown[]) => Promise<Row[]>;

/** Opens a transaction of one event and hands over how to ask in it. */
export type ChainStore = (work: (ask: Ask) => Promise<void>) => Promise<void>;

/** As this house talks to Postgres: its client, its transaction, its row-level security. */
export function houseStore(ctx: EngineContext, tenantId: string): ChainStore {
  return (work) =>
    ctx.forTenant(tenantId, (tx) => work((text, values) => tx.$queryRaw(statementOf(text, values))), {
      timeoutMs: 60_000,
    });
}

/** A text with `$1` and so on, and its values, as the house's client takes them. */
function statementOf(text: string, values: unknown[]): Prisma.Sql {
  const used = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => values[Number(number) - 1]);
  return Prisma.sql(text.split(/\$\d+/), ...used);
}

/** As little as there can be between the loop and Postgres: the driver alone, named statements, no row-level security. */
export function bareStore(pool: pg.Pool): ChainStore {
  return async (work) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await work(async (text, values) => (await client.query({ name: nameOf(text), text, values })).rows);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
}

/**
 * The loop that handles one event after the other: verify, find the message, insert the event, update ledger and outreach in one
 * transaction, then the plan's six commands to Redis in a pipeline.
 */
export class EventChains {
  readonly #store: ChainStore;
  readonly #redis: Redis;
  readonly #tenant: WebhookTenant;
  readonly #publicKey: KeyObject;
  readonly #count: number;
  #at: number;
  #waiting: { event: WebhookEvent; post: ReturnType<typeof signedPost> }[] = [];

  /** `from`: the first of the tenant's messages that are free for it */
  constructor(store: ChainStore, redis: Redis, tenant: WebhookTenant, range: { count: number; from: number }) {
    this.#store = store;
    this.#redis = redis;
    this.#tenant = tenant;
    this.#publicKey = createPublicKey(tenant.privateKey);
    this.#count = range.count;
    this.#at = range.from;
  }

  prepare(): void {
    const events = createEvents(this.#tenant.messages.slice(this.#at, this.#at + this.#count));
    this.#at += this.#count;
    this.#waiting = events.map((event) => ({ event, post: signedPost(this.#tenant, [event]) }));
  }

  async run(): Promise<number> {
    for (const { event, post } of this.#waiting) {
      this.#verify(post);
      await this.#store((ask) => this.#take(ask, event));
      await this.#count6(event);
    }
    return this.#waiting.length;
  }

  #verify({ body, headers }: ReturnType<typeof signedPost>): void {
    const signed = Buffer.concat([Buffer.from(headers["x-twilio-email-event-webhook-timestamp"] ?? ""), body]);
    const signature = Buffer.from(headers["x-twilio-email-event-webhook-signature"] ?? "", "base64");
    if (!verify("sha256", signed, this.#publicKey, signature)) throw new Error("the signature does not hold");
    JSON.parse(body.toString());
  }

  async #take(ask: Ask, event: WebhookEvent): Promise<void> {
    const { tenantId, connectionId } = this.#tenant;
    const at = new Date(event.timestamp * 1_000);
    const key = createHash("sha256").update(event.sg_event_id).digest("hex");
    const [message] = await ask<{ id: string; outreach_id: string }>(sql.find, [tenantId, event.outreach_email_id]);
    if (!message) throw new Error("the message is not there");
    const { id, outreach_id: outreachId } = message;
    const about = [event.sg_event_id, key, event.event, id, at, metricOf(event), JSON.stringify(event)];
    await ask(sql.insert, [tenantId, connectionId, ...about]);
    await ask(sql.ledger, [tenantId, id, event.event, at]);
    await ask(sql.outreach, [tenantId, outreachId, event.event, at]);
  }

  async #count6({ event, outreach_email_id }: WebhookEvent): Promise<void> {
    const domain = outreach_email_id.charCodeAt(35) % 5;
    const pipeline = this.#redis.pipeline();
    for (const scope of ["", `domain:${domain}:`, `mailbox:${domain}:`]) {
      const name = `bench:chain:${this.#tenant.tenantId}:${epochHourOf(new Date())}:${scope}${event}`;
      pipeline.incr(name).expire(name, 3_600);
    }
    await pipeline.exec();
  }
}

const sql = {
  find: `SELECT id, outreach_id, status, mailbox_scope, domain_scope FROM outreach_emails
    WHERE tenant_id = $1::uuid AND id = $2::uuid`,
  insert: `INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type,
      outreach_email_id, occurred_at, received_at, metric, mailbox_scope, domain_scope, connection_scope, payload)
    VALUES ($1::uuid, $2::uuid, 'sendgrid', $3, decode($4, 'hex'), $5, $6::uuid, $7::timestamptz, now(), $8::int, 7, 2, 1, $9::jsonb)
    ON CONFLICT DO NOTHING`,
  ledger: `UPDATE outreach_emails SET delivered_at = CASE WHEN $3::text = 'delivered' THEN $4::timestamptz ELSE delivered_at END,
    opened_at = CASE WHEN $3 = 'open' THEN $4 ELSE opened_at END, clicked_at = CASE WHEN $3 = 'click' THEN $4 ELSE clicked_at END,
    bounced_at = CASE WHEN $3 = 'bounce' THEN $4 ELSE bounced_at END, updated_at = now() WHERE tenant_id = $1::uuid AND id = $2::uuid`,
  outreach: `UPDATE outreach SET
    last_email_delivered_at = CASE WHEN $3::text = 'delivered' THEN $4::timestamptz ELSE last_email_delivered_at END,
    last_email_opened_at = CASE WHEN $3 = 'open' THEN $4 ELSE last_email_opened_at END,
    status = CASE WHEN $3 = 'bounce' THEN 'bounced' ELSE status END,
    next_send_at = CASE WHEN $3 = 'bounce' THEN NULL ELSE next_send_at END,
    email_open_count = email_open_count + CASE WHEN $3 = 'open' THEN 1 ELSE 0 END, updated_at = now()
    WHERE tenant_id = $1::uuid AND id = $2::uuid`,
};

const names = new Map(Object.entries(sql).map(([name, text]) => [text, `chain-${name}`]));
const nameOf = (text: string) => names.get(text) ?? text;
