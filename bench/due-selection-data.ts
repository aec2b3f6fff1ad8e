import type pg from "pg";

/** Shares of a tenant that has been sending for a year, in tenths of a percent of its prospects. */
const shares = {
  /** first messages that wait for a slot or their time */
  coldScheduled: 200,
  coldUnverified: 400,
  /** finished, held by the gate, or waiting for the next step */
  contactedFinished: 200,
  contactedGated: 80,
  contactedWaiting: 80,
};

/** Prospects that came in with one import; those of one band among them are due together, in the order they came. */
const importSize = 5_000;
/** One import in so many has its follow-ups due now, and another one its first messages. */
const importsPerDue = 28;
/** The band of the due ones: a tenth of an import. */
export const dueBand = 1;

/**
 * Prospects with their outreach rows, ledger rows of those in sequence, and suppressions, made in SQL; everything that planning reads is
 * filled in. Returns the tenant.
 */
export async function createProspects(pool: pg.Pool, count: number): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'");
    const tenant = await client.query<{ id: string }>(
      "INSERT INTO tenants (name, slug) VALUES ('P5', 'p5') RETURNING id",
    );
    const tenantId = tenant.rows[0]?.id ?? "";
    await client.query("INSERT INTO sales_engine_config (tenant_id, is_active) VALUES ($1, true)", [tenantId]);
    await client.query(prospectsSql, [tenantId, count]);
    await client.query(outreachSql(), [tenantId]);
    await client.query(ledgerSql, [tenantId]);
    await client.query(suppressionsSql, [tenantId, Math.ceil(count / 50)]);
    await client.query("VACUUM (ANALYZE, FREEZE) prospects");
    await client.query("VACUUM (ANALYZE, FREEZE) outreach");
    await client.query("VACUUM (ANALYZE, FREEZE) outreach_emails");
    await client.query("VACUUM ANALYZE suppressions");
    return tenantId;
  } finally {
    client.release();
  }
}

const prospectsSql = `
  INSERT INTO prospects (tenant_id, name, company, email, email_key, phone, trade_type, website, city, state_code, zip, google_rating,
    review_count, email_verified, verified_at)
  SELECT $1, 'Pat Smith ' || n, 'Smith Heating ' || n, 'owner@business-' || n || '.example', 'owner@business-' || n || '.example',
    '+1 217 555 0100', (ARRAY['hvac', 'plumbing', 'roofing', 'electrical', 'solar'])[1 + n % 5], 'https://business-' || n || '.example',
    'Springfield', 'IL', '62701', 4.5, n % 400, true, now()
  FROM generate_series(1, $2::int) AS n`;

/** Place in line of a prospect, 0…999, scattered: a row's neighbours are in other states. */
const place = "(hashint4(n) & 2147483647) % 1000";

function outreachSql(): string {
  const ends: Record<string, number> = {};
  let end = 0;
  for (const [name, share] of Object.entries(shares)) {
    end += share;
    ends[name] = end;
  }
  return `
  WITH numbered AS (
    SELECT p.id, row_number() OVER (ORDER BY p.id)::int AS n FROM prospects p WHERE p.tenant_id = $1),
  placed AS (
    SELECT id, n, ${place} AS place, n % 10 = ${dueBand} AND n / ${importSize} % ${importsPerDue} = 3 AS is_due_followup,
      n % 10 = ${dueBand} AND n / ${importSize} % ${importsPerDue} = 5 AS is_due_first FROM numbered),
  stated AS (
    SELECT id, n, CASE WHEN is_due_followup THEN 'due_followup' WHEN is_due_first THEN 'due_first'
      WHEN place < ${ends.coldScheduled} THEN 'cold_scheduled' WHEN place < ${ends.coldUnverified} THEN 'cold_unverified'
      WHEN place < ${ends.contactedFinished} THEN 'finished' WHEN place < ${ends.contactedGated} THEN 'gated'
      WHEN place < ${ends.contactedWaiting} THEN 'waiting' ELSE 'ended' END AS state
    FROM placed)
  INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, last_email_sent_at, last_email_opened_at, email_open_count,
    total_emails_sent, send_band, next_send_at, hold_reason)
  SELECT $1, id,
    CASE WHEN state IN ('due_first', 'cold_scheduled', 'cold_unverified') THEN 'cold' WHEN state = 'ended' THEN 'bounced' ELSE 'contacted' END,
    CASE state WHEN 'finished' THEN 3 WHEN 'gated' THEN 2 WHEN 'waiting' THEN 1 + n % 2 WHEN 'due_followup' THEN 1 + n % 2 ELSE 0 END,
    CASE WHEN state IN ('finished', 'gated') THEN now() - interval '5 days' - n % 80 * interval '1 day'
      WHEN state IN ('waiting', 'due_followup') THEN now() - interval '73 hours' END,
    CASE WHEN state IN ('waiting', 'due_followup') OR (state = 'finished' AND n % 3 = 0) THEN now() - interval '70 hours' END,
    CASE WHEN state IN ('waiting', 'due_followup') THEN 1 ELSE 0 END,
    CASE state WHEN 'finished' THEN 3 WHEN 'gated' THEN 2 WHEN 'waiting' THEN 1 ELSE 0 END,
    n % 10,
    CASE WHEN state IN ('due_followup', 'due_first') THEN now() - interval '2 hours' + n * interval '2 milliseconds' + random() * interval '20 seconds' ELSE
      CASE state
      WHEN 'waiting' THEN now() + interval '1 hour' + n % 100 * interval '1 hour'
      WHEN 'cold_scheduled' THEN now() + interval '1 hour' + n % 1000 * interval '1 minute' END END,
    CASE state WHEN 'cold_unverified' THEN 'awaiting_verification' WHEN 'finished' THEN 'sequence_finished' WHEN 'gated' THEN 'engagement_gate' END
  FROM stated`;
}

/** The latest message of everybody who waits or is due. */
const ledgerSql = `
  INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id, subject,
    body_text, scheduled_at, sent_at, delivered_at, open_tracked)
  SELECT $1, o.id, o.outreach_sequence_step, 'sent', 'box@send.example', 'owner@customer.example', 'customer.example',
    '<' || o.id || '@send.example>', 'Hello', 'Hello there', o.last_email_sent_at, o.last_email_sent_at, o.last_email_sent_at, true
  FROM outreach o WHERE o.tenant_id = $1 AND o.status = 'contacted' AND o.next_send_at IS NOT NULL`;

const suppressionsSql = `
  INSERT INTO suppressions (tenant_id, kind, value, reason, source)
  SELECT $1, 'email', 'gone@elsewhere-' || n || '.example', 'bounced', 'bench' FROM generate_series(1, $2::int) AS n`;
