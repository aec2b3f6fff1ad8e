import { createHash } from "node:crypto";
import type pg from "pg";
import { createEvents, metricOf, type WebhookEvent, type WebhookTenant } from "./webhook-data.ts";

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
