import type pg from "pg";

/** A tenant whose prospects have all been silent since their last message, 91 to 120 days ago; written in SQL. Returns its id. */
export async function createSilentTenant(pool: pg.Pool, count: number): Promise<string> {
  const made = await pool.query("INSERT INTO tenants (name, slug) VALUES ('P6', 'p6') RETURNING id");
  const tenantId: string = made.rows[0].id;
  const statements = [
    "INSERT INTO sales_engine_config (tenant_id, is_active) VALUES ($1, true)",
    `INSERT INTO prospects (tenant_id, name, company, email, email_key, trade_type, city, state_code, zip, email_verified, verified_at)
     SELECT $1, 'Pat Smith ' || n, 'Smith Heating ' || n, address, address, 'hvac', 'Springfield', 'IL', '62701', true, now() - interval '120 days'
     FROM generate_series(1, ${count}) n, LATERAL (SELECT format('owner%s@shop-%s.example', n, n / 3) AS address) a`,
    `INSERT INTO outreach (tenant_id, prospect_id, next_send_at) SELECT $1, id, now() FROM prospects WHERE tenant_id = $1`,
  ];
  for (const statement of statements) await pool.query(statement, [tenantId]);
  await makeSilent(pool, tenantId);
  await pool.query("VACUUM (ANALYZE) prospects");
  return tenantId;
}

/**
 * As before the first re-contact: twenty imports, written to one after the other; the last messages of each are scattered over
 * three days.
 */
export async function makeSilent(pool: pg.Pool, tenantId: string): Promise<void> {
  await pool.query(
    `UPDATE outreach o SET status = 'contacted', outreach_sequence_step = 3, re_contact_cycle = 0, cycle_reset_at = NULL, next_send_at = NULL,
       hold_reason = 'sequence_finished', total_emails_sent = 3,
       last_email_sent_at = now() - interval '91 days' - nth.import * interval '36 hours' - (hashtext(o.id::text) & 2147483647) % 259200 * interval '1 second'
     FROM (SELECT id, ntile(20) OVER (ORDER BY id) - 1 AS import FROM outreach WHERE tenant_id = $1) AS nth
     WHERE o.tenant_id = $1 AND o.id = nth.id`,
    [tenantId],
  );
  await pool.query("VACUUM (ANALYZE) outreach");
}

/** The older system kept profile and sequence in one row, and these nine indexes on it. */
export async function createWideTable(pool: pg.Pool, count: number): Promise<void> {
  await pool.query(`CREATE TABLE wide_outreach (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id uuid NOT NULL, prospect_name text, prospect_company text, prospect_email text,
    prospect_phone text, prospect_trade_type text, website text, city text, state_code text, zip_code text, google_rating numeric(2,1),
    review_count int, source text, source_place_id text, email_source text, email_verified boolean, verified_at timestamptz,
    enrichment_data jsonb, discovery_cost_usd numeric(10,4), ai_cost_usd numeric(10,4), estimated_mrr numeric(10,2), lost_reason text,
    demo_date timestamptz, notes text, campaign_id uuid, status text, outreach_sequence_step int, last_email_sent_at timestamptz,
    last_email_delivered_at timestamptz, last_email_opened_at timestamptz, last_email_clicked_at timestamptz,
    last_email_replied_at timestamptz, total_emails_sent int, email_open_count int DEFAULT 0, email_unsubscribed boolean DEFAULT false,
    unsubscribed_at timestamptz, generation_failures int DEFAULT 0, re_contact_cycle int DEFAULT 0, cycle_reset_at timestamptz,
    winback_sent_at timestamptz, converted_tenant_id uuid, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now())`);
  await pool.query(
    `INSERT INTO wide_outreach (tenant_id, prospect_name, prospect_company, prospect_email, prospect_phone, prospect_trade_type, website, city,
       state_code, zip_code, google_rating, review_count, source, source_place_id, email_source, email_verified, verified_at, enrichment_data,
       notes, status, outreach_sequence_step, last_email_sent_at, total_emails_sent)
     SELECT '00000000-0000-7000-8000-000000000006', 'Pat Smith ' || n, 'Smith Heating ' || n, format('owner%s@shop-%s.example', n, n / 3),
       '+1 217 555 0100', 'hvac', 'https://shop-' || n || '.example', 'Springfield', 'IL', '62701', 4.5, n % 400, 'places', 'place-' || n, 'website',
       true, now(), jsonb_build_object('owner', 'Pat Smith', 'services', jsonb_build_array('repair', 'install'), 'about', repeat('words ', 20)),
       repeat('A note. ', 5), 'contacted', 3, now() - interval '91 days' - (hashint4(n) & 2147483647) % 2592000 * interval '1 second', 3
     FROM generate_series(1, $1::int) n`,
    [count],
  );
  const indexes = [
    "(tenant_id)",
    "(status)",
    "(tenant_id, status)",
    "(prospect_email)",
    "(source_place_id)",
    "(prospect_trade_type, state_code)",
    "(last_email_sent_at)",
    "(campaign_id)",
    "(tenant_id, status, re_contact_cycle, last_email_sent_at)",
  ];
  for (const columns of indexes) await pool.query(`CREATE INDEX ON wide_outreach ${columns}`);
  await pool.query("VACUUM (ANALYZE) wide_outreach");
}
