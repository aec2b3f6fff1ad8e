import type pg from "pg";

export type SendingTenant = { tenantId: string; connectionId: string };

/**
 * A tenant that may send at once: mailboxes of old domains on one simulator connection, prospects that wait for nothing but their
 * time (`next_send_at` far ahead: `makeDue` brings it forward). Each has a recipient domain of its own.
 */
export async function createSendingTenant(
  pool: pg.Pool,
  sizes: { domains: number; mailboxesPerDomain: number; prospects: number; simulatorUrl: string },
): Promise<SendingTenant> {
  const slug = `bench-${crypto.randomUUID()}`;
  const made = await pool.query("INSERT INTO tenants (name, slug) VALUES ($1, $1) RETURNING id", [slug]);
  const tenantId: string = made.rows[0].id;
  const connection = await pool.query(
    `INSERT INTO provider_connections (tenant_id, name, kind, event_source, settings)
     VALUES ($1, 'sink', 'simulator', 'sendgrid', jsonb_build_object('url', $2::text)) RETURNING id`,
    [tenantId, sizes.simulatorUrl],
  );
  const connectionId: string = connection.rows[0].id;
  const statements = [
    `INSERT INTO sales_engine_config (tenant_id, is_active, daily_email_limit, send_hours_start, send_hours_end, send_weekdays_only,
       holidays_enabled, pacing, send_gap_min_seconds, send_gap_max_seconds, company_address)
     VALUES ($1, true, 100000, '00:00', '24:00', false, false, 'immediate', 0, 0, '1 Main St, Springfield, IL 62701')`,
    "INSERT INTO reputation_generations (tenant_id) VALUES ($1)",
    `INSERT INTO sending_domains (tenant_id, domain, warmup_started_at, last_reserved_at)
     SELECT $1, format('send-%s.test', n), now() - interval '90 days', now() - interval '1 day'
     FROM generate_series(1, ${sizes.domains}) n`,
    `INSERT INTO mailboxes (tenant_id, sending_domain_id, provider_connection_id, from_email, from_name, sender_name, daily_limit)
     SELECT $1, d.id, '${connectionId}', format('box%s@%s', n, d.domain), 'Ann Lee', 'Ann', 5000
     FROM sending_domains d, generate_series(1, ${sizes.mailboxesPerDomain}) n WHERE d.tenant_id = $1`,
    `INSERT INTO prospects (tenant_id, name, company, email, email_key, trade_type, city, state_code, zip, email_verified, verified_at)
     SELECT $1, 'Pat Smith ' || n, 'Smith Heating ' || n, address, address, 'hvac', 'Springfield', 'IL', '62701', true, now()
     FROM generate_series(1, ${sizes.prospects}) n, LATERAL (SELECT format('owner@shop-%s.test', n) AS address) a`,
    `INSERT INTO outreach (tenant_id, prospect_id, next_send_at)
     SELECT $1, id, now() + interval '1 day' FROM prospects WHERE tenant_id = $1`,
  ];
  for (const statement of statements) await pool.query(statement, statement.includes("$1") ? [tenantId] : []);
  await pool.query("ANALYZE");
  return { tenantId, connectionId };
}

/** Lets the next so many prospects who have no message yet be due. */
export async function makeDue(pool: pg.Pool, tenantId: string, count: number): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE outreach SET next_send_at = now() - interval '1 minute' WHERE id IN
       (SELECT id FROM outreach o WHERE tenant_id = $1 AND status = 'cold' AND next_send_at > now()
         AND NOT EXISTS (SELECT 1 FROM outreach_emails e WHERE e.tenant_id = $1 AND e.outreach_id = o.id) ORDER BY id LIMIT $2)`,
    [tenantId, count],
  );
  if (rowCount !== count) throw new Error(`${count} prospects were wanted, ${rowCount} waited`);
}
