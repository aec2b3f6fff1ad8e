import { type Browser, expect, type Page } from "playwright/test";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A tenant with a month behind it, one domain in trouble, and prospects held for two reasons.
let tenant: OwnTenant;
let sick: Awaited<ReturnType<OwnTenant["addSender"]>>;
const minutesOfDay = 24 * 60;

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
  const sound = await tenant.addSender();
  sick = await tenant.addSender();
  await tenant.pauseDomain(sick.domainId, "bounce_rate");
  const from = { mailbox_id: sound.mailboxId, from_email: sound.fromEmail };
  for (let n = 0; n < 4; n += 1) {
    const hold_reason = n === 0 ? "manual_stop" : "sequence_finished";
    const { outreachId } = await tenant.addSilent(n < 2 ? 100 : 3, { hold_reason });
    const at = new Date();
    await tenant.addEmail(outreachId, 0, { ...from, sequence_step: 3, delivered_at: at, opened_at: n < 3 ? at : null });
    await tenant.addEmail(outreachId, -3 * minutesOfDay, { ...from, sequence_step: 2, delivered_at: at });
    await tenant.addEmail(outreachId, -40 * minutesOfDay, { ...from, delivered_at: at });
  }
  await sql(
    `INSERT INTO audit_log (tenant_id, actor_kind, actor_label, action, target_kind, target_id)
     SELECT $1, 'user', 'Ann', action, 'mailbox', $2
     FROM unnest('{template.test_sent,template.test_sent,template.test_sent,mailbox.changed}'::text[]) AS action`,
    [tenant.id, sound.mailboxId],
  );
});

async function openOverview(browser: Browser): Promise<Page> {
  const page = await tenant.open(browser, "/overview");
  await expect(page.getByRole("heading", { name: "Today", exact: true })).toBeVisible();
  return page;
}

const figure = (page: Page, name: string) => page.locator("dl > div").filter({ hasText: name }).first();

test("ten seconds: is it sending, who is in trouble and why, who is held, what came back, what to do", async ({
  browser,
}) => {
  const page = await openOverview(browser);
  await expect(page.getByText("The engine is sending.")).toBeVisible();
  const trouble = page.getByRole("list", { name: "In trouble" });
  await expect(trouble.getByRole("listitem")).toHaveCount(1);
  await expect(trouble).toContainText(sick.domain);
  await expect(trouble).toContainText("Too many bounces");
  await expect(trouble).toContainText("Rests until");
  const held = page.getByRole("list", { name: "Held prospects by reason" });
  await expect(held).toContainText("Stopped by a person");
  await expect(held).toContainText("Ends with: someone returning the prospect to the sequence");
  await expect(figure(page, "Eligible now")).toContainText("1");
  await expect(page.getByText("Eligible: 1 sequence finished.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What to do next" })).toBeVisible();
});

test("every number is what SQL counts", async ({ browser }) => {
  const page = await openOverview(browser);
  const month = page.getByRole("region", { name: "Last 30 days" });
  for (const [label, column] of [
    ["Sent", "sent_at"],
    ["Delivered", "delivered_at"],
    ["Opened", "opened_at"],
  ] as const) {
    const [row] = await sql<{ month: number; before: number }>(
      `SELECT count(*) FILTER (WHERE sent_at >= now() - interval '30 days')::int AS month,
        count(*) FILTER (WHERE sent_at < now() - interval '30 days')::int AS before
       FROM outreach_emails WHERE tenant_id = $1 AND ${column} IS NOT NULL`,
      [tenant.id],
    );
    const cells = month.getByRole("row").filter({ has: page.getByRole("rowheader", { name: label }) });
    await expect(cells.getByRole("cell").nth(0)).toHaveText(String(row?.month));
    await expect(cells.getByRole("cell").nth(2)).toContainText(String(row?.before));
  }
  const funnel = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach WHERE tenant_id = $1 AND status = 'contacted'",
    [tenant.id],
  );
  const contacted = page.getByRole("list", { name: "Prospects by stage" }).getByRole("listitem");
  await expect(contacted.filter({ has: page.getByRole("link", { name: "Contacted" }) })).toContainText(
    String(funnel[0]?.n),
  );
});

test("the activity is narrowed to one kind, which Back undoes", async ({ browser }) => {
  const page = await openOverview(browser);
  const feed = page.getByRole("list", { name: "Activity" });
  await expect(feed.getByText("Today so far: 4 sent", { exact: false })).toBeVisible();
  await page.getByLabel("Kind of activity").selectOption("Replies, complaints, unsubscribes");
  await expect(page).toHaveURL(/activity=answers/);
  await expect(page.getByText("Nothing of this kind has happened in the last seven days")).toBeVisible();
  await page.goBack();
  await expect(feed.getByText("Today so far: 4 sent", { exact: false })).toBeVisible();
});

test("changes that are told together lead to just these in the audit log", async ({ browser }) => {
  const page = await openOverview(browser);
  const feed = page.getByRole("list", { name: "Activity" });
  await feed.getByRole("link", { name: "Ann: test message sent, 3 times" }).click();
  await expect(page).toHaveURL(/\/audit\?action=template\.test_sent/);
  const lines = page.getByRole("region", { name: "Audit log" }).locator("tbody tr");
  await expect(lines).toHaveCount(3);
  await expect(lines.filter({ hasText: "Test message sent" })).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Remove the filter: Test message sent" })).toBeVisible();
});

test("numbers lead to the people behind them, by keyboard alone", async ({ browser }) => {
  const page = await openOverview(browser);
  const link = page.getByRole("link", { name: "Stopped by a person" });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/hold_reason=manual_stop/);
  await expect(page.getByRole("region", { name: "Prospects" }).getByRole("rowheader")).toHaveCount(1);
});

test("what stops the engine is said first, with the step that clears it", async ({ browser }) => {
  await tenant.set({ company_address: null });
  const page = await openOverview(browser);
  await expect(page.getByText(/No postal address in the settings/)).toBeVisible();
  await page.getByRole("link", { name: "Enter the postal address" }).click();
  await expect(page).toHaveURL(/\/settings\?tab=company/);
  await tenant.set({ company_address: "1 Main St, Springfield, IL 62701" });
});

test("whoever may only look sees the same", async ({ browser }) => {
  await tenant.setRole("viewer");
  const page = await openOverview(browser);
  await expect(page.getByRole("list", { name: "In trouble" })).toContainText(sick.domain);
  await tenant.setRole("owner");
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const page = await openOverview(browser);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("a new tenant is told what to do first", async ({ browser }) => {
  const nobody = await OwnTenant.create({ is_active: false, company_address: null });
  const page = await nobody.open(browser, "/overview");
  await expect(page.getByText("The engine is off", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Turn the engine on" })).toBeVisible();
  await expect(page.getByText("No prospects yet")).toBeVisible();
  await expect(page.getByText("Nobody is held")).toBeVisible();
  const steps = page.getByRole("list", { name: "Set-up" }).getByRole("listitem");
  await expect(steps).toContainText([/sending domain/, /mailbox/, /prospects/, /postal address/, /engine/]);
  const address = steps.getByRole("link", { name: /Enter the postal address/ });
  await expect(address).toHaveAttribute("href", "/settings?tab=company");
  await expect(page.getByText("Nothing was sent in the last 60 days")).toBeVisible();
  await expect(page.getByText("No allowance today: there is no mailbox yet. The daily limit is 500.")).toBeVisible();
  await expect(page.getByText("All in order")).toHaveCount(0);
  await expectAccessible(page);
});
