import type { World } from "../world.ts";
import { checkNone } from "./violations.ts";

const lowerBound = "interval '3 days'";

/** Full checks of the tables, each a query of its own whose rows are violations. */
export async function checkBooks(world: World, at: number): Promise<void> {
  const now = new Date(at);
  const check = (invariant: string, sql: string, values: unknown[] = []) =>
    checkNone(world, invariant, at, sql, values);
  await check(
    "exactly one of next_send_at and hold_reason",
    `SELECT tenant_id, id AS outreach_id, status || ': next ' || COALESCE(next_send_at::text, 'none') || ', hold ' || COALESCE(hold_reason, 'none') AS detail
     FROM outreach WHERE CASE WHEN status IN ('cold', 'contacted') THEN (next_send_at IS NULL) = (hold_reason IS NULL) ELSE next_send_at IS NOT NULL END`,
  );
  await check(
    "one live ledger row a step",
    `SELECT tenant_id, outreach_id, min(id::text)::uuid AS email_id, count(*) || ' rows of cycle ' || re_contact_cycle || ', step ' || sequence_step AS detail
     FROM outreach_emails WHERE kind = 'sequence' AND direction = 'outbound' AND status <> 'cancelled'
     GROUP BY tenant_id, outreach_id, re_contact_cycle, sequence_step HAVING count(*) > 1`,
  );
  await check("no row of another tenant", foreignRows);
  await check(
    "outreach agrees with the ledger",
    `SELECT o.tenant_id, o.id AS outreach_id, 'total ' || o.total_emails_sent || ', step ' || o.outreach_sequence_step
       || '; ledger has ' || l.total || ' sent, highest step ' || l.step AS detail
     FROM outreach o JOIN LATERAL (
       SELECT count(*) AS total, COALESCE(max(e.sequence_step) FILTER (WHERE e.re_contact_cycle = o.re_contact_cycle), 0) AS step
       FROM outreach_emails e WHERE e.tenant_id = o.tenant_id AND e.outreach_id = o.id
         AND (e.status IN ('sent', 'unknown') OR e.status_reason = 'dropped_by_provider')) AS l ON true
     WHERE o.updated_at > $1::timestamptz - ${lowerBound} AND (l.total <> o.total_emails_sent OR l.step <> o.outreach_sequence_step)`,
    [now],
  );
  await check("capacity books agree with the ledger", capacityBooks, [now]);
  await check("no cap exceeded", campaignDays, [now]);
  await check(
    "nothing stays half done",
    `SELECT tenant_id, outreach_id, id AS email_id, status || ' since ' || COALESCE(lease_until, scheduled_at) AS detail FROM outreach_emails
     WHERE (status IN ('claimed', 'sending') AND lease_until < $1::timestamptz - interval '8 hours')
       OR (status = 'queued' AND scheduled_at < $1::timestamptz - interval '8 hours')`,
    [now],
  );
}

/** Rows that point into another tenant, table by table. */
const foreignRows = `
  SELECT o.tenant_id, o.id AS outreach_id, 'outreach of another tenant''s prospect' AS detail
  FROM outreach o JOIN prospects p ON p.id = o.prospect_id WHERE p.tenant_id <> o.tenant_id
  UNION ALL SELECT e.tenant_id, e.outreach_id, 'message of another tenant''s outreach or mailbox'
  FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id JOIN mailboxes m ON m.id = e.mailbox_id
  WHERE e.tenant_id <> o.tenant_id OR e.tenant_id <> m.tenant_id
  UNION ALL SELECT v.tenant_id, e.outreach_id, 'event of another tenant''s message or connection'
  FROM email_events v LEFT JOIN outreach_emails e ON e.id = v.outreach_email_id JOIN provider_connections c ON c.id = v.provider_connection_id
  WHERE v.tenant_id <> c.tenant_id OR v.tenant_id <> e.tenant_id
  UNION ALL SELECT h.tenant_id, NULL, 'health state of another tenant''s mailbox'
  FROM health_states h JOIN mailboxes m ON m.id = h.scope_id WHERE h.tenant_id <> m.tenant_id`;

/** What left for a campaign on a calendar day, whatever day it was planned for; the simulated limits never change. */
const campaignDays = `
  SELECT c.tenant_id, 'campaign ' || c.name || ': ' || count(*) || ' messages left on ' || left_on || ', ' || c.daily_limit || ' allowed' AS detail
  FROM campaigns c JOIN sales_engine_config s ON s.tenant_id = c.tenant_id
  JOIN outreach_emails e ON e.tenant_id = c.tenant_id AND e.campaign_id = c.id AND e.status IN ('sent', 'unknown')
    AND e.sent_at > $1::timestamptz - ${lowerBound}
  CROSS JOIN LATERAL (SELECT (e.sent_at AT TIME ZONE s.send_timezone)::date AS left_on) AS day
  GROUP BY c.tenant_id, c.name, c.daily_limit, left_on HAVING count(*) > c.daily_limit`;

/** What a day has used is what the ledger holds for it, for tenant, campaigns, senders and recipient domains. */
const capacityBooks = `
  WITH held AS (SELECT e.tenant_id, capacity_day AS day, mailbox_id, sending_domain_id, campaign_id, recipient_domain
      FROM outreach_emails e JOIN mailboxes m ON m.id = e.mailbox_id WHERE capacity_day > $1::timestamptz - interval '4 days'),
  counted AS (
    SELECT tenant_id, day, 'tenant' AS kind, '' AS key, count(*) AS n FROM held GROUP BY 1, 2
    UNION ALL SELECT tenant_id, day, 'mailbox', mailbox_id::text, count(*) FROM held GROUP BY 1, 2, 4
    UNION ALL SELECT tenant_id, day, 'domain', sending_domain_id::text, count(*) FROM held GROUP BY 1, 2, 4
    UNION ALL SELECT tenant_id, day, 'campaign', campaign_id::text, count(*) FROM held WHERE campaign_id IS NOT NULL GROUP BY 1, 2, 4
    UNION ALL SELECT tenant_id, day, 'recipient_domain', recipient_domain, count(*) FROM held WHERE recipient_domain <> 'gmail.com' GROUP BY 1, 2, 4)
  SELECT COALESCE(c.tenant_id, b.tenant_id) AS tenant_id, COALESCE(c.kind, b.kind) || ' ' || COALESCE(c.key, b.key) || ' on ' || COALESCE(c.day, b.day)
    || ': booked ' || COALESCE(b.used, 0) || ', the ledger holds ' || COALESCE(c.n, 0) AS detail
  FROM counted c FULL JOIN (SELECT * FROM capacity_days WHERE kind IN ('tenant', 'campaign', 'domain', 'mailbox', 'recipient_domain')
      AND day > $1::timestamptz - interval '4 days') AS b ON b.tenant_id = c.tenant_id AND b.day = c.day AND b.kind = c.kind AND b.key = c.key
  WHERE COALESCE(c.n, 0) <> COALESCE(b.used, 0)`;
