import { expect, type Page } from "playwright/test";
import { api, runJob } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { createSender, csvOfProspects, openAllGates } from "./support/senders.ts";
import { hardBounce, postEvents, type SentMessage } from "./support/signed-events.ts";
import { test } from "./support/test.ts";

// One way through the running product, from a CSV file to a domain in trouble and a gate that is switched off. Names carry the
// run's own number, so that nothing depends on what is there already.
const run = Date.now().toString(36);
const domainA = `a-${run}.test`;
const domainB = `b-${run}.test`;

test.describe.configure({ mode: "serial" });

async function importInBrowser(page: Page, name: string, count: number) {
  await openPage(page, "/prospects/import");
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer: csvOfProspects(`${name}-${run}`, count) });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: `Import ${count} prospects` }).click();
  await expect(page.getByText(`${count} of ${count} rows`)).toBeVisible({ timeout: 60_000 });
}

/** An import starts a verification of its own; a run that meets it leaves its rows alone, so the end of one run says little. */
async function everybodyVerified() {
  const waiting = "/api/prospects/count?hold_reason=awaiting_verification";
  const verify = async () => {
    await runJob("verify-prospects");
    return (await api<{ count: number }>("GET", waiting)).count;
  };
  await expect.poll(verify, { timeout: 60_000, intervals: [500] }).toBe(0);
}

async function runInBrowser(page: Page, title: string) {
  await openPage(page, "/jobs");
  await page.getByRole("button", { name: new RegExp(`Run now ${title}`) }).click();
  await expect(page.getByText(new RegExp(`${title} is done`))).toBeVisible({ timeout: 90_000 });
}

const sentFrom = (domain: string) =>
  sql<SentMessage & { company: string }>(
    `SELECT e.id, e.message_id, e.to_email, p.company FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id JOIN prospects p ON p.id = o.prospect_id
     WHERE e.status = 'sent' AND e.from_email LIKE $1 ORDER BY e.id`,
    [`%@${domain}`],
  );

async function countSent(domain: string): Promise<number> {
  return (await sentFrom(domain)).length;
}

/** Messages of this run that the simulator has not reported as delivered yet; while there are any, scores move by themselves. */
async function countUndelivered(): Promise<number> {
  const [row] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach_emails WHERE from_email LIKE $1 AND delivered_at IS NULL",
    [`%-${run}.test`],
  );
  return row?.n ?? -1;
}

/** Mailboxes that other files left switched on: those that cannot send would give their turns to the next in the round, always the same. */
let others: string[] = [];

test.beforeAll(async () => {
  const switchedOff = await sql<{ id: string }>(
    "UPDATE mailboxes SET is_active = false WHERE tenant_id = $1 AND is_active RETURNING id",
    [credentials().tenant_id],
  );
  others = switchedOff.map(({ id }) => id);
  await createSender(domainA);
  await createSender(domainB);
  await openAllGates();
});

test.afterAll(async () => {
  await sql("UPDATE mailboxes SET is_active = true WHERE id = ANY ($1)", [others]);
});

test("a CSV file becomes one message for each prospect, spread over both domains", async ({ page }) => {
  await importInBrowser(page, "first", 300);
  await everybodyVerified();
  await runInBrowser(page, "Sequencer");
  await expect
    .poll(async () => (await countSent(domainA)) + (await countSent(domainB)), { timeout: 240_000, intervals: [500] })
    .toBe(300);
  expect(await countSent(domainA)).toBeGreaterThanOrEqual(100);
  const [twice] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM (SELECT 1 FROM outreach_emails GROUP BY outreach_id, re_contact_cycle, sequence_step HAVING count(*) FILTER (WHERE status <> 'cancelled') > 1) x",
  );
  expect(twice?.n).toBe(0);
  const [first] = await sentFrom(domainA);
  await openPage(page, `/prospects?q=${encodeURIComponent(first?.company ?? "")}`);
  await page
    .getByRole("link", { name: first?.company ?? "" })
    .first()
    .click();
  await expect(page.getByText("Step 1: sent", { exact: true })).toBeVisible();
});

test("signed bounces stop domain A with its reason, and domain B goes on in the same run", async ({ page }) => {
  await expect.poll(countUndelivered, { timeout: 60_000, intervals: [500] }).toBe(0);
  const messages = await sentFrom(domainA);
  const before = await api<{ domains: { domain: string; score: number }[] }>("GET", "/email-health");
  // Enough for the domain, however many of the 300 are its own, and too little of all for the account to be at risk (10 %, proved).
  await postEvents(messages.slice(0, Math.min(33, Math.ceil(messages.length * 0.22))).map(hardBounce));
  await openPage(page, `/domains?q=${run}`);
  const row = (domain: string) => page.getByRole("row").filter({ hasText: domain });
  await expect(row(domainA)).toContainText(/paused/i);
  await expect(row(domainA)).toContainText(/critical/i);
  await expect(row(domainB)).not.toContainText(/critical|paused/i);
  const after = await api<{ domains: { domain: string; score: number; status: string; throttle: string }[] }>(
    "GET",
    "/email-health",
  );
  const of = (answer: { domains: { domain: string; score: number }[] }, domain: string) =>
    answer.domains.find((d) => d.domain === domain);
  expect(of(after, domainA)).toMatchObject({ status: "critical", throttle: "paused" });
  expect(of(after, domainB)?.score).toBe(of(before, domainB)?.score);

  const sentBefore = await countSent(domainA);
  const sentBeforeB = await countSent(domainB);
  await importInBrowser(page, "second", 30);
  await everybodyVerified();
  await runInBrowser(page, "Sequencer");
  await expect.poll(async () => countSent(domainB), { timeout: 90_000, intervals: [500] }).toBe(sentBeforeB + 30);
  expect(await countSent(domainA)).toBe(sentBefore);
  // Whoever's turn would have been A's has it in writing: its score stopped it, or the guard by now.
  const [explained] = await sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM outreach_emails
     WHERE from_email LIKE $1 AND decision::text LIKE $2 AND decision::text ~ '(domain|mailbox)_(score_)?paused'`,
    [`%@${domainB}`, `%@${domainA}%`],
  );
  expect(explained?.n).toBeGreaterThan(0);
});

test("the gate holds silent prospects before the last step, and switching it off in the form releases them", async ({
  page,
}) => {
  const held = await holdAtTheGate(5);
  await runJob("recompute-next-send");
  await openPage(page, "/prospects?hold_reason=engagement_gate");
  for (const company of held) await expect(page.getByRole("link", { name: company })).toBeVisible();

  await openPage(page, "/settings?tab=sequence");
  const form = page.getByRole("form", { name: "Engagement gate" });
  await form.getByRole("switch", { name: "Final step only after engagement" }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => countHeld(held), { timeout: 60_000, intervals: [500] }).toBe(0);
  await openPage(page, "/prospects?hold_reason=engagement_gate");
  for (const company of held) await expect(page.getByRole("link", { name: company })).toHaveCount(0);

  await runInBrowser(page, "Sequencer");
  await expect.poll(async () => countStepThree(held), { timeout: 90_000, intervals: [500] }).toBe(held.length);
});

/** Moves prospects of domain B to step 2, days ago and without an open, as silence would have; returns their companies. */
async function holdAtTheGate(count: number): Promise<string[]> {
  const rows = await sql<{ company: string; outreach_id: string }>(
    `SELECT p.company, e.outreach_id FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id JOIN prospects p ON p.id = o.prospect_id
     WHERE e.from_email LIKE $1 AND e.sequence_step = 1 AND e.status = 'sent' AND o.status = 'contacted' ORDER BY e.id DESC LIMIT $2`,
    [`%@${domainB}`, count],
  );
  const ids = rows.map((row) => row.outreach_id);
  await sql(
    "UPDATE outreach_emails SET sent_at = sent_at - interval '12 days', opened_at = NULL, clicked_at = NULL, open_count = 0 WHERE outreach_id = ANY ($1)",
    [ids],
  );
  await sql(
    `INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, mailbox_id, provider_connection_id, mailbox_scope, domain_scope, connection_scope,
       from_email, to_email, recipient_domain, message_id, scheduled_at, sent_at, delivered_at, subject, body_text, open_tracked)
     SELECT tenant_id, outreach_id, 2, 'sent', mailbox_id, provider_connection_id, mailbox_scope, domain_scope, connection_scope, from_email, to_email,
       recipient_domain, replace(message_id, '<', '<second-'), now() - interval '8 days', now() - interval '8 days', now() - interval '8 days', 'A second thought', 'As I said', true
     FROM outreach_emails WHERE outreach_id = ANY ($1) AND sequence_step = 1`,
    [ids],
  );
  await sql(
    `UPDATE outreach SET outreach_sequence_step = 2, last_email_sent_at = now() - interval '8 days', last_email_opened_at = NULL, last_email_clicked_at = NULL,
       email_open_count = 0 WHERE id = ANY ($1)`,
    [ids],
  );
  return rows.map((row) => row.company);
}

async function countHeld(companies: string[]): Promise<number> {
  const [row] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach o JOIN prospects p ON p.id = o.prospect_id WHERE p.company = ANY ($1) AND o.hold_reason = 'engagement_gate'",
    [companies],
  );
  return row?.n ?? -1;
}

async function countStepThree(companies: string[]): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id JOIN prospects p ON p.id = o.prospect_id
     WHERE p.company = ANY ($1) AND e.sequence_step = 3 AND e.status = 'sent'`,
    [companies],
  );
  return row?.n ?? -1;
}
