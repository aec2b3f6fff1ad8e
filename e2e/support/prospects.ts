import { api } from "./api.ts";
import { credentials } from "./credentials.ts";
import { sql } from "./database.ts";

type Made = { id: string; outreachId: string };

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Somebody whose first step was sent a day ago and whose follow-up is due tomorrow. */
export async function createContacted(company: string): Promise<Made> {
  const { tenant_id } = credentials();
  const email = `owner@${company.toLowerCase().replaceAll(" ", "-")}.test`;
  const [prospect] = await sql<{ id: string }>(
    `INSERT INTO prospects (tenant_id, company, name, email, email_key, trade_type, city, state_code, zip, email_verified, verified_at, enrichment)
     VALUES ($1, $2, 'Pat Owner', $3, $3, 'hvac', 'Springfield', 'IL', '62701', true, now(), '{"custom":{"fleet":"12 vans"}}') RETURNING id`,
    [tenant_id, company, email],
  );
  const [outreach] = await sql<{ id: string }>(
    `INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, last_email_sent_at, last_email_opened_at, email_open_count,
       total_emails_sent, next_send_at) VALUES ($1, $2, 'contacted', 1, $3, $4, 1, 1, $5) RETURNING id`,
    [tenant_id, prospect?.id, hoursAgo(24), hoursAgo(20), hoursAgo(-24)],
  );
  return { id: prospect?.id ?? "", outreachId: outreach?.id ?? "" };
}

/** A mailbox of its own, paused so that other tests' messages go where those expect them. */
export async function createPausedMailbox(fromEmail: string): Promise<string> {
  await api("POST", "/api/domains", { domain: fromEmail.split("@")[1] });
  const { id } = await api<{ id: string }>("POST", "/api/mailboxes", {
    provider_connection_id: credentials().connection_id,
    from_email: fromEmail,
    from_name: "Ann Lee",
    sender_name: "Ann",
  });
  await api("POST", `/api/mailboxes/${id}/pause`, { reason: "browser tests" });
  return id;
}

/** The first step of a prospect as the engine leaves it: opened by a machine and by a person, another mailbox passed over. */
export async function createSentMessage(to: Made, from: { id: string; email: string }, html: string): Promise<void> {
  const domain = from.email.split("@")[1];
  const decision = {
    kind: "selected",
    mailbox: { id: from.id, from_email: from.email, domain, score: 91.4 },
    passed_over: [{ reason: "below_health_threshold", count: 1, from_emails: [`ben@${domain}`], scores: [23] }],
    scheduled_at: hoursAgo(24).toISOString(),
    delay: null,
  };
  await sql(
    `INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, mailbox_id, from_email, to_email, recipient_domain, subject, body_text,
       body_html, message_id, scheduled_at, sent_at, delivered_at, machine_opened_at, opened_at, decision, created_at)
     VALUES ($1, $2, 1, 'sent', $3, $4, 'owner@x.test', 'x.test', 'Furnace season', 'Hi Pat, as plain text.', $5, $6, $7, $7, $7, $8, $9, $10, $7)`,
    [
      credentials().tenant_id,
      to.outreachId,
      from.id,
      from.email,
      html,
      `<${crypto.randomUUID()}@${domain}>`,
      hoursAgo(24),
      hoursAgo(23),
      hoursAgo(20),
      JSON.stringify(decision),
    ],
  );
}

/** Where a prospect stands, by the database. */
export async function outreachOf(prospectId: string) {
  const [row] = await sql<{ status: string; hold_reason: string | null; next_send_at: Date | null }>(
    "SELECT status, hold_reason, next_send_at FROM outreach WHERE prospect_id = $1",
    [prospectId],
  );
  return row;
}
