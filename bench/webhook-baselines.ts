import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Redis } from "ioredis";
import type pg from "pg";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { createEvents, signedPost, type WebhookEvent, type WebhookTenant } from "./webhook-data.ts";

const columns = `tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, outreach_email_id, occurred_at,
  received_at, metric, mailbox_scope, domain_scope, connection_scope, payload`;

const unnestSql = `
  INSERT INTO email_events (${columns})
  SELECT $1, $2, 'sendgrid', e.id, e.fingerprint, e.type, e.message, e.at, now(), e.metric, 7, 2, 1, e.payload
  FROM unnest($3::text[], $4::bytea[], $5::text[], $6::uuid[], $7::timestamptz[], $8::smallint[], $9::jsonb[])
    AS e (id, fingerprint, type, message, at, metric, payload)`;

type Sizes = { posts: number; events: number; writers: number };

/** The rows of posts in the table of events, one statement a post, and nothing else: what the disk and the indexes cost. */
export class BareInserts {
  readonly #pool: pg.Pool;
  readonly #tenant: WebhookTenant;
  readonly #sizes: Sizes;
  #waiting: unknown[][] = [];

  constructor(pool: pg.Pool, tenant: WebhookTenant, sizes: Sizes) {
    this.#pool = pool;
    this.#tenant = tenant;
    this.#sizes = sizes;
  }

  prepare(): void {
    const { posts, events } = this.#sizes;
    this.#waiting = Array.from({ length: posts }, (_, i) =>
      this.#values(createEvents(this.#tenant.messages.slice(i * events, (i + 1) * events))),
    );
  }

  async run(): Promise<number> {
    const write = async () => {
      for (let values = this.#waiting.pop(); values; values = this.#waiting.pop())
        await this.#pool.query({ name: "bare-insert", text: unnestSql, values });
    };
    await Promise.all(Array.from({ length: this.#sizes.writers }, write));
    return this.#sizes.posts * this.#sizes.events;
  }

  #values(events: WebhookEvent[]): unknown[] {
    return [
      this.#tenant.tenantId,
      this.#tenant.connectionId,
      events.map((event) => event.sg_event_id),
      events.map((event) => createHash("sha256").update(event.sg_event_id).digest()),
      events.map((event) => event.event),
      events.map((event) => event.outreach_email_id),
      events.map((event) => new Date(event.timestamp * 1_000)),
      events.map((event) => metricOf(event)),
      events.map((event) => JSON.stringify(event)),
    ];
  }
}

const metrics: Record<string, number> = { delivered: 1, bounce: 2, spamreport: 3, open: 4, click: 5 };

function metricOf({ event }: WebhookEvent): number | null {
  return metrics[event] ?? null;
}

/**
 * The loop that handles one event after the other: verify, find the message, insert the event, update ledger and outreach in one
 * transaction, then the plan's six commands to Redis in a pipeline.
 */
export class EventChains {
  readonly #pool: pg.Pool;
  readonly #redis: Redis;
  readonly #tenant: WebhookTenant;
  readonly #publicKey: KeyObject;
  readonly #count: number;
  #at: number;
  #waiting: { event: WebhookEvent; post: ReturnType<typeof signedPost> }[] = [];

  /** `from`: the first of the tenant's messages that are free for it */
  constructor(pool: pg.Pool, redis: Redis, tenant: WebhookTenant, count: number, from: number) {
    this.#pool = pool;
    this.#redis = redis;
    this.#tenant = tenant;
    this.#publicKey = createPublicKey(tenant.privateKey);
    this.#count = count;
    this.#at = from;
  }

  prepare(): void {
    const events = createEvents(this.#tenant.messages.slice(this.#at, this.#at + this.#count));
    this.#at += this.#count;
    this.#waiting = events.map((event) => ({ event, post: signedPost(this.#tenant, [event]) }));
  }

  async run(): Promise<number> {
    const client = await this.#pool.connect();
    try {
      for (const { event, post } of this.#waiting) {
        this.#verify(post);
        await this.#store(client, event);
        await this.#count6(event);
      }
      return this.#waiting.length;
    } finally {
      client.release();
    }
  }

  #verify({ body, headers }: ReturnType<typeof signedPost>): void {
    const signed = Buffer.concat([Buffer.from(headers["x-twilio-email-event-webhook-timestamp"] ?? ""), body]);
    const signature = Buffer.from(headers["x-twilio-email-event-webhook-signature"] ?? "", "base64");
    if (!verify("sha256", signed, this.#publicKey, signature)) throw new Error("the signature does not hold");
    JSON.parse(body.toString());
  }

  async #store(client: pg.PoolClient, event: WebhookEvent): Promise<void> {
    const { tenantId, connectionId } = this.#tenant;
    const at = new Date(event.timestamp * 1_000);
    const key = createHash("sha256").update(event.sg_event_id).digest();
    const ask = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
    await client.query("BEGIN");
    const found = await ask("chain-find", chainSql.find, [tenantId, event.outreach_email_id]);
    const { id, outreach_id } = found.rows[0] as { id: string; outreach_id: string };
    const row = [
      tenantId,
      connectionId,
      event.sg_event_id,
      key,
      event.event,
      id,
      at,
      metricOf(event),
      JSON.stringify(event),
    ];
    await ask("chain-insert", chainSql.insert, row);
    await ask("chain-ledger", chainSql.ledger, [tenantId, id, event.event, at]);
    await ask("chain-outreach", chainSql.outreach, [tenantId, outreach_id, event.event, at]);
    await client.query("COMMIT");
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

const chainSql = {
  find: `SELECT id, outreach_id, status, mailbox_scope, domain_scope FROM outreach_emails WHERE tenant_id = $1 AND id = $2`,
  insert: `INSERT INTO email_events (${columns})
    VALUES ($1, $2, 'sendgrid', $3, $4, $5, $6, $7, now(), $8, 7, 2, 1, $9) ON CONFLICT DO NOTHING`,
  ledger: `UPDATE outreach_emails SET delivered_at = CASE WHEN $3 = 'delivered' THEN $4::timestamptz ELSE delivered_at END,
    opened_at = CASE WHEN $3 = 'open' THEN $4 ELSE opened_at END, clicked_at = CASE WHEN $3 = 'click' THEN $4 ELSE clicked_at END,
    bounced_at = CASE WHEN $3 = 'bounce' THEN $4 ELSE bounced_at END, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
  outreach: `UPDATE outreach SET last_email_delivered_at = CASE WHEN $3 = 'delivered' THEN $4::timestamptz ELSE last_email_delivered_at END,
    last_email_opened_at = CASE WHEN $3 = 'open' THEN $4 ELSE last_email_opened_at END, status = CASE WHEN $3 = 'bounce' THEN 'bounced' ELSE status END,
    next_send_at = CASE WHEN $3 = 'bounce' THEN NULL ELSE next_send_at END,
    email_open_count = email_open_count + CASE WHEN $3 = 'open' THEN 1 ELSE 0 END, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
};
