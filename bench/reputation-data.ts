import type { Redis } from "ioredis";
import type pg from "pg";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";

export type Places = { tenantId: string; domains: number; mailboxes: number };

/**
 * A tenant with so many sending domains and ten times as many mailboxes on one connection. Scope numbers: connection 1, domains from
 * 2 on, then the mailboxes.
 */
export async function createPlaces(pool: pg.Pool, domains: number): Promise<Places> {
  const { rows } = await pool.query("INSERT INTO tenants (name, slug) VALUES ('bench', 'bench') RETURNING id");
  const tenantId: string = rows[0].id;
  await pool.query("INSERT INTO sales_engine_config (tenant_id) VALUES ($1)", [tenantId]);
  await pool.query("INSERT INTO reputation_generations (tenant_id) VALUES ($1)", [tenantId]);
  return fillPlaces(pool, tenantId, { domains, mailboxesEach: 10, under: "example-sender.test" });
}

type PlacesWanted = { domains: number; mailboxesEach: number; under: string };

/** The same in a tenant that is there already, with its sending domains below `under`. */
export async function fillPlaces(pool: pg.Pool, tenantId: string, wanted: PlacesWanted): Promise<Places> {
  const { domains, mailboxesEach, under } = wanted;
  const statements = [
    "INSERT INTO provider_connections (tenant_id, name, kind) VALUES ($1, 'one', 'simulator')",
    `INSERT INTO sending_domains (tenant_id, domain)
     SELECT $1, format('mail-%s.${under}', lpad(n::text, 4, '0')) FROM generate_series(1, ${domains}) n`,
    `INSERT INTO mailboxes (tenant_id, sending_domain_id, provider_connection_id, from_email, from_name, sender_name)
     SELECT $1, d.id, c.id, format('sender%s@%s', box, d.domain), 'Ann Lee', 'Ann'
     FROM sending_domains d, provider_connections c, generate_series(0, ${mailboxesEach - 1}) box WHERE d.tenant_id = $1 AND c.tenant_id = $1`,
    `INSERT INTO reputation_scopes (tenant_id, scope_index, kind, key)
     SELECT $1, 1, 'connection', id::text FROM provider_connections WHERE tenant_id = $1
     UNION ALL SELECT $1, 1 + row_number() OVER (ORDER BY domain), 'domain', domain FROM sending_domains WHERE tenant_id = $1
     UNION ALL SELECT $1, ${1 + domains} + row_number() OVER (ORDER BY from_email), 'mailbox', from_email FROM mailboxes WHERE tenant_id = $1`,
  ];
  for (const statement of statements) await pool.query(statement, [tenantId]);
  await pool.query("ANALYZE");
  return { tenantId, domains, mailboxes: domains * mailboxesEach };
}

/**
 * Ledger and events of the last 24 hours: `sendsPerMailbox` each, 97 % delivered, 30 % opened, 5 % clicked, 2 % bounced (a quarter of
 * them blocked), 0.05 % complained. Every figure follows from the row's number.
 */
export async function createTraffic(pool: pg.Pool, places: Places, sendsPerMailbox: number): Promise<number> {
  const { tenantId, domains, mailboxes } = places;
  const sends = mailboxes * sendsPerMailbox;
  const scopes = `${2 + domains} + n % ${mailboxes} AS mailbox_scope, 2 + (n % ${mailboxes}) / ${mailboxes / domains} AS domain_scope`;
  const at = `now() - (n::bigint * 7919 % 86400) * interval '1 second'`;
  await pool.query(
    `INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
       scheduled_at, sent_at, mailbox_scope, domain_scope, connection_scope, open_tracked)
     SELECT $1, uuidv7(), 1, 'sent', 's@x.test', 'a@b.test', 'b.test', n::text, at, at, mailbox_scope, domain_scope, 1, true
     FROM (SELECT n, ${at} AS at, ${scopes} FROM generate_series(0, ${sends - 1}) n) s`,
    [tenantId],
  );
  await pool.query(
    `INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, occurred_at, metric,
       mailbox_scope, domain_scope, connection_scope, payload)
     SELECT $1, c.id, 'sendgrid', format('%s-%s', n, metric), uuid_send(uuidv7()), 'x', ${at}, metric, ${scopes.replaceAll(" AS mailbox_scope", "").replaceAll(" AS domain_scope", "")}, 1, '{}'
     FROM generate_series(0, ${sends - 1}) n, generate_series(1, 6) metric, provider_connections c
     WHERE c.tenant_id = $1 AND (n::bigint * 104729 + metric * 31) % 10000 < (ARRAY[9700, 150, 5, 3000, 500, 50])[metric]`,
    [tenantId],
  );
  await pool.query("ANALYZE outreach_emails, email_events");
  return sends;
}

const planMetrics = ["sent", "delivered", "bounced", "complained", "opened", "clicked"] as const;

/** The same counts under the plan's keys, one key a scope and metric. Returns how many keys. */
export async function writePlanKeys(redis: Redis, maps: HealthMaps): Promise<number> {
  const keys: string[] = [];
  const add = (prefix: string, { metrics }: Reputation) => {
    for (const metric of planMetrics) keys.push(`${prefix}:${metric}`, String(metrics[metric]));
  };
  add("email:reputation", maps.global);
  for (const [domain, reputation] of maps.domains) add(`email:reputation:domain:${domain}`, reputation);
  for (const [address, reputation] of maps.mailboxes) add(`email:reputation:mailbox:${address}`, reputation);
  for (let from = 0; from < keys.length; from += 10_000) await redis.mset(keys.slice(from, from + 10_000));
  return keys.length / 2;
}
