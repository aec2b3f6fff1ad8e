import { expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A day on which the one mailbox has sent all that it may, far under the tenant's limit, and somebody is due.
const dailyLimit = 40;
let tenant: OwnTenant;
let company: string;

test.beforeAll(async () => {
  tenant = await OwnTenant.create({ daily_email_limit: 500 });
  const { mailboxId } = await tenant.addSender();
  const due = { status: "cold", outreach_sequence_step: 0, hold_reason: null, last_email_sent_at: null };
  company = (await tenant.addSilent(0, { ...due, next_send_at: new Date(Date.now() - 86_400_000) })).company;
  // Of tomorrow too: midnight may pass.
  await sql(
    `INSERT INTO capacity_days (tenant_id, day, kind, key, used)
     SELECT c.tenant_id, (now() AT TIME ZONE c.send_timezone)::date + later, k.kind, k.key, $3
     FROM sales_engine_config c, generate_series(0, 1) AS later, (VALUES ('tenant', ''), ('mailbox', $2)) AS k (kind, key)
     WHERE c.tenant_id = $1`,
    [tenant.id, mailboxId, dailyLimit],
  );
});

const header = (page: Page) => page.getByRole("banner").getByText("Today's limits used up");

test("the engine says that the day is used up, who waits and until when; the prospect says so too", async ({
  browser,
}) => {
  const page = await tenant.open(browser, "/overview");
  const sentence = /Today's room for 40 messages is used up: 1 due prospect waits until \w{3} \d+, \d{4}, \d\d:\d\d /;
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(header(page)).toBeVisible();
  await expect(page.getByText("The engine is sending.")).toHaveCount(0);

  await openPage(page, "/prospects");
  const row = page.getByRole("row").filter({ hasText: company });
  await expect(row.getByText("due now")).toBeVisible();
  await expect(row.getByText(/Waits: mailbox used its cap for the day; ends in \d/)).toBeVisible();
  await row.getByRole("link", { name: company }).click();
  const next = card(page, "What comes next");
  await expect(next.getByText("Due", { exact: true })).toBeVisible();
  const waits = "Step 1 is due and waits: today's room is used up (mailbox used its cap for the day).";
  await expect(next.getByText(waits)).toBeVisible();
  const when = next.getByRole("term").filter({ hasText: "When, for the prospect" }).locator("+ dd");
  await expect(when).toContainText(/· in \d/);
  await expectAccessible(page);
  await expectFitsPhone(page);
});
