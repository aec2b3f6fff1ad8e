import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type pg from "pg";

export type WebhookTenant = {
  tenantId: string;
  connectionId: string;
  privateKey: KeyObject;
  /** ledger ids of sent messages, in no order that matters */
  messages: { id: string; messageId: string; providerMessageId: string; email: string }[];
};

/**
 * A tenant with that many prospects, each with one message sent in the last hours from one of 50 mailboxes on 5 sending domains. Written
 * in SQL as the login role.
 */
export async function createWebhookTenant(pool: pg.Pool, count: number): Promise<WebhookTenant> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const tenantId = await insertTenant(pool);
  const keys = JSON.stringify([{ id: "bench", public_key: pem, added_at: new Date().toISOString() }]);
  const connection = await pool.query<{ id: string }>(
    `INSERT INTO provider_connections (tenant_id, name, kind, event_source, webhook_keys)
     VALUES ($1, 'bench', 'simulator', 'sendgrid', $2) RETURNING id`,
    [tenantId, keys],
  );
  const connectionId = connection.rows[0]?.id ?? "";
  await pool.query(prospectsSql, [tenantId, count]);
  await pool.query(outreachSql, [tenantId]);
  await pool.query(messagesSql, [tenantId, connectionId]);
  // as autovacuum has long done with rows of that age
  await pool.query("VACUUM (ANALYZE) prospects, outreach, outreach_emails, email_events");
  const rows = await pool.query<{ id: string; message_id: string; provider_message_id: string; to_email: string }>(
    "SELECT id, message_id, provider_message_id, to_email FROM outreach_emails WHERE tenant_id = $1 ORDER BY md5(id::text)",
    [tenantId],
  );
  const messages = rows.rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    providerMessageId: row.provider_message_id,
    email: row.to_email,
  }));
  return { tenantId, connectionId, privateKey, messages };
}

async function insertTenant(pool: pg.Pool): Promise<string> {
  const slug = `bench-${crypto.randomUUID()}`;
  const made = await pool.query<{ id: string }>("INSERT INTO tenants (name, slug) VALUES ($1, $1) RETURNING id", [
    slug,
  ]);
  const tenantId = made.rows[0]?.id ?? "";
  await pool.query("INSERT INTO sales_engine_config (tenant_id) VALUES ($1)", [tenantId]);
  await pool.query("INSERT INTO reputation_generations (tenant_id) VALUES ($1)", [tenantId]);
  await pool.query(
    `INSERT INTO reputation_scopes (tenant_id, scope_index, kind, key)
     SELECT $1, i, CASE WHEN i = 1 THEN 'connection' WHEN i <= 6 THEN 'domain' ELSE 'mailbox' END, 'bench-' || i
     FROM generate_series(1, 56) AS i`,
    [tenantId],
  );
  return tenantId;
}

const prospectsSql = `
  INSERT INTO prospects (tenant_id, name, company, email, email_key, trade_type, city, state_code, zip, email_verified, verified_at)
  SELECT $1, 'Pat ' || i, 'Smith Heating ' || i, address, address, 'hvac', 'Springfield', 'IL', '62701', true, now()
  FROM generate_series(1, $2::int) AS i, LATERAL (SELECT format('owner%s@shop-%s.test', i, i / 3) AS address) AS a`;

const outreachSql = `
  INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, last_email_sent_at, total_emails_sent, next_send_at,
    events_until, created_at)
  SELECT $1, id, 'contacted', 1, now() - interval '3 hours', 1, now() + interval '3 days', now() - interval '1 day',
    now() - interval '2 days' FROM prospects WHERE tenant_id = $1`;

/**
 * Bodies and decisions of the usual size, bodies of words that do not repeat: a text that shrinks to nothing would make its row cheap.
 * Each prospect was there some days before its message.
 */
const messagesSql = `
  INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, provider_connection_id, connection_scope, domain_scope,
    mailbox_scope, from_email, to_email, recipient_domain, subject, body_text, body_html, message_id, provider_message_id, scheduled_at, sent_at,
    created_at, open_tracked, decision)
  SELECT $1, o.id, 1, 'sent', $2, 1, 2 + n % 5, 7 + n % 50, 'box@bench.test', p.email, split_part(p.email, '@', 2), 'A question',
    words, '<p>' || words || '</p>' || left(words, 400), '<' || key || '@bench.test>', 'sg' || replace(key::text, '-', ''),
    now() - interval '3 hours', now() - interval '3 hours', now() - interval '4 hours', true, jsonb_build_object('kind', 'selected',
      'delay', NULL, 'mailbox', jsonb_build_object('id', key, 'score', 100, 'domain', 'bench.test', 'from_email', 'box@bench.test'),
      'day_part', NULL, 'time_zone', 'America/Chicago', 'local_time', '2026-06-10 11:00', 'passed_over', '[]'::jsonb,
      'scheduled_at', now())
  FROM (SELECT *, row_number() OVER () AS n, gen_random_uuid() AS key FROM outreach WHERE tenant_id = $1) AS o
  JOIN prospects p ON p.id = o.prospect_id
  CROSS JOIN LATERAL (SELECT string_agg(md5(key || ' ' || word), ' ') AS words FROM generate_series(1, 20) AS word) AS body`;

/** GOALS P1: 60 % delivered, 28 % open, 5 % click, 4 % bounce, the rest other. */
const mix = [
  ...Array<string>(60).fill("delivered"),
  ...Array<string>(28).fill("open"),
  ...Array<string>(5).fill("click"),
  ...Array<string>(4).fill("bounce"),
  "deferred",
  "processed",
  "spamreport",
];

let sequence = 0;

export type WebhookEvent = {
  email: string;
  /** Unix seconds */
  timestamp: number;
  event: string;
  sg_event_id: string;
  outreach_email_id: string;
};

/** Events as SendGrid posts them, one for each of the messages. */
export function createEvents(messages: WebhookTenant["messages"]): WebhookEvent[] {
  const second = Math.floor(Date.now() / 1_000);
  return messages.map((message, index) => {
    sequence += 1;
    const name = mix[(index * 37) % 100] as string;
    return {
      email: message.email,
      timestamp: second - 600 + (sequence % 600),
      "smtp-id": message.messageId,
      event: name,
      category: ["outreach"],
      sg_event_id: `bench-${process.pid}-${second}-${sequence}`,
      sg_message_id: `${message.providerMessageId}.recvd-6d9b8f7c5-x2x4k-1-66F1A2B3-11.0`,
      outreach_email_id: message.id,
      ...detailsOf(name, index),
    };
  });
}

function detailsOf(name: string, index: number): Record<string, unknown> {
  if (name === "delivered")
    return { response: "250 2.0.0 OK 1718035200 d2e1a72fcca58-70589 - gsmtp", tls: 1, ip: "149.72.0.1" };
  if (name === "open") return { useragent, ip: `10.0.${index % 250}.1`, sg_machine_open: index % 5 === 0 };
  if (name === "click") return { useragent, ip: `10.0.${index % 250}.1`, url: "https://example.test/offer?ref=mail" };
  if (name === "bounce")
    return {
      type: "bounce",
      bounce_classification: "Invalid Address",
      reason: "550 5.1.1 no such user",
      status: "5.1.1",
    };
  return name === "deferred" ? { response: "450 4.7.0 try again later", attempt: "2" } : {};
}

const useragent =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

/** A post as it goes over the wire. */
export function signedPost(tenant: WebhookTenant, events: unknown): { body: Buffer; headers: Record<string, string> } {
  const body = Buffer.from(JSON.stringify(events));
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = sign("sha256", Buffer.concat([Buffer.from(timestamp), body]), tenant.privateKey).toString("base64");
  const headers = {
    "content-type": "application/json",
    "x-twilio-email-event-webhook-signature": signature,
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
  return { body, headers };
}

const metrics: Record<string, number> = { delivered: 1, bounce: 2, spamreport: 3, open: 4, click: 5 };

/** The counter of an event as the table of events stores it. */
export function metricOf({ event }: WebhookEvent): number | null {
  return metrics[event] ?? null;
}
