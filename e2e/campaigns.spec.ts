import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A tenant with two prospects in California who wait for their first message.
let tenant: OwnTenant;

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
  for (const days of [1, 2]) {
    const waiting = { status: "cold", outreach_sequence_step: 0, hold_reason: "awaiting_verification" };
    await tenant.addSilent(days, { ...waiting, last_email_sent_at: null });
  }
});

async function openConsole(browser: Browser, path: string, owner: OwnTenant = tenant): Promise<Page> {
  const page = await owner.openBlank(browser);
  await openPage(page, path);
  return page;
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const form = (page: Page) => page.getByRole("form", { name: "Campaign" });

async function makeCampaign(page: Page, name: string): Promise<void> {
  await openPage(page, "/campaigns/new");
  await form(page).getByLabel("Name").fill(name);
  await form(page).getByRole("button", { name: "Create campaign" }).click();
  await expect(heading(page, name)).toBeVisible();
}

test("from the form to its mail: steps on a time line, targets in counts, start, pause, resume, complete", async ({
  browser,
}) => {
  const page = await openConsole(browser, "/campaigns/new");
  await form(page).getByLabel("Name").fill("California");
  await form(page).getByLabel("Locations").fill("NV");
  await form(page).getByLabel("Daily limit").fill("25");
  await expect(page.getByText("0 prospects fit: as it stands the campaign would write to nobody.")).toBeVisible();
  await expect(page.getByText("No prospect is in NV.")).toBeVisible();
  await form(page).getByLabel("Locations").fill("CA");
  await form(page).getByLabel("Name").focus();
  await expect(page.getByText("2 prospects fit")).toBeVisible();
  await expect(page.getByText("No prospect is in NV.")).toHaveCount(0);
  await expect(page.getByText("2 may join")).toBeVisible();

  await page.getByRole("radio", { name: "Own steps" }).click();
  const second = page.getByRole("group", { name: /Step 2/ });
  await second.getByLabel("Delay").fill("72");
  await page.getByRole("button", { name: "Remove step 3" }).click();
  await page.getByText("Show as a table").click();
  const table = page.getByRole("region", { name: /Hours after the step before/ });
  await expect(table.getByRole("row", { name: /Never opens/ })).toContainText("96 h");
  await expect(table.getByRole("row", { name: /^Clicks/ })).toContainText("60 h");
  await form(page).getByRole("button", { name: "Create campaign" }).click();

  await expect(heading(page, "California")).toBeVisible();
  await page.getByRole("button", { name: "Start… California" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("California is active.")).toBeVisible();
  await page.getByRole("button", { name: "Pause California" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("California is active again.")).toBeVisible();

  await page.getByRole("button", { name: "More for California" }).click();
  await page.getByRole("menuitem", { name: "Complete…" }).click();
  await expect(page.getByRole("dialog")).toContainText("cannot be restarted");
  await page.getByRole("dialog").getByRole("button", { name: "Complete" }).click();
  await expect(page.getByText("Completed", { exact: true })).toBeVisible();
});

test("what is refused stands at its field until that field is edited", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns/new");
  await form(page).getByRole("button", { name: "Create campaign" }).click();
  await expect(form(page).getByLabel("Name")).toHaveAccessibleDescription(/enter a name/i);
  await form(page).getByLabel("Name").fill(" ");
  await form(page).getByLabel("Daily limit").fill("many");
  await form(page).getByRole("button", { name: "Create campaign" }).click();
  await expect(form(page).getByLabel("Daily limit")).toHaveAccessibleDescription(/whole number from 1 to 100000/);
  await form(page).getByLabel("Daily limit").fill("0");
  await expect(form(page).getByLabel("Daily limit")).not.toHaveAccessibleDescription(/whole number/);
  await form(page).getByRole("button", { name: "Create campaign" }).click();
  await expect(form(page).getByLabel("Name")).toHaveAccessibleDescription(/enter a name/i);
  await form(page).getByLabel("Name").fill("Spring");
  await expect(form(page).getByLabel("Name")).not.toHaveAccessibleDescription(/enter a name/i);
  await expect(form(page).getByLabel("Daily limit")).toHaveAccessibleDescription(/1 to 100000/);
});

test("the list: results, filters in the URL, and archived ones only when asked for", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns/new");
  await makeCampaign(page, "Short-lived");
  await makeCampaign(page, "Long-lived");
  await openPage(page, "/campaigns");
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await expect(row("Long-lived")).toContainText("Draft");
  await page.getByRole("button", { name: "More for Short-lived" }).click();
  await page.getByRole("menuitem", { name: "Archive…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(row("Short-lived")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Status" }).selectOption("archived");
  await expect(page).toHaveURL(/status=archived/);
  await expect(row("Short-lived")).toContainText("Archived");
  await page.reload();
  await expect(row("Short-lived")).toBeVisible();
  await expect(row("Long-lived")).toHaveCount(0);
});

test("what came of a campaign: as a whole, by step and by text, and in the list", async ({ browser }) => {
  const own = await OwnTenant.create();
  const page = await openConsole(browser, "/campaigns/new", own);
  await makeCampaign(page, "Told of");
  await expect(page.getByText("Contacted").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Results by step" })).toHaveCount(0);
  const campaign_id = new URL(page.url()).pathname.split("/").at(-1);
  const template_id = crypto.randomUUID();
  await sql("INSERT INTO email_templates (id, tenant_id, name, subject, body) VALUES ($1, $2, 'Own words', 's', 'b')", [
    template_id,
    own.id,
  ]);
  const hour = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const [replies, reads, bounces] = [
    await own.addSilent(1, { campaign_id, last_email_replied_at: hour(1) }),
    await own.addSilent(1, { campaign_id }),
    await own.addSilent(1, { campaign_id, status: "bounced", hold_reason: null }),
  ];
  const tracked = { campaign_id, open_tracked: true };
  const read = { delivered_at: hour(29), opened_at: hour(28) };
  await own.addEmail(replies.outreachId, -1_800, { ...tracked, ...read, template_id });
  await own.addEmail(replies.outreachId, -120, { ...tracked, sequence_step: 2, delivered_at: hour(2) });
  await own.addEmail(reads.outreachId, -1_800, { ...tracked, ...read });
  await own.addEmail(bounces.outreachId, -1_800, { ...tracked, bounced_at: hour(29), bounce_type: "hard" });

  await page.reload();
  const results = page.getByRole("region", { name: "Results by step" });
  const line = (name: RegExp) => results.getByRole("row", { name });
  await expect(line(/^Step 1 /)).toContainText("2 of 3");
  await expect(line(/^Step 2 /)).toContainText("1 of 1, too few");
  await expect(line(/Own words/)).toContainText("100.0");
  await expect(line(/Without a template/)).toContainText("1 of 2");
  await expect(page.getByText(/of 3 contacted/).first()).toBeVisible();
  await page.getByText("How these are counted").click();
  await expect(page.getByText(/It counts for the last message before it/)).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await openPage(page, "/campaigns");
  const row = page.getByRole("row").filter({ hasText: "Told of" });
  await expect(row).toContainText("2 of 3, too few");
  await expect(row).toContainText("1 of 3, too few");
});

test("two tabs: the later one sees what the earlier has saved, and chooses", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns/new");
  await makeCampaign(page, "Contested");
  const other = await page.context().newPage();
  await openPage(other, new URL(page.url()).pathname);
  await form(page).getByLabel("Daily limit").fill("10");
  await form(other).getByLabel("Daily limit").fill("20");
  await form(other).getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Contested is saved.")).toBeVisible();
  await form(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${credentials().email} changed this campaign while you were editing.`)).toBeVisible();
  await expect(page.getByText("Daily limit: none → 20")).toBeVisible();
  await expect(page.getByText("Daily limit: stored now 20, in your form 10")).toBeVisible();
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect(page.getByText("Contested is saved.")).toBeVisible();
  await other.reload();
  await expect(form(other).getByLabel("Daily limit")).toHaveValue("10");
});

test("whoever may only look changes nothing", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns/new");
  await makeCampaign(page, "Seen only");
  const { pathname } = new URL(page.url());
  await tenant.setRole("viewer");
  await openPage(page, pathname);
  await expect(page.getByText("Operators change campaigns.")).toBeVisible();
  await expect(form(page).getByLabel("Name")).toBeDisabled();
  await expect(page.getByRole("button", { name: /Start|Pause|More for/ })).toHaveCount(0);
  await tenant.setRole("owner");
});

test("by keyboard alone to a new campaign", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns");
  const link = page.getByRole("link", { name: "New campaign" });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  const name = form(page).getByLabel("Name");
  await expect(name).toBeVisible();
  await tabTo(page, name);
  await page.keyboard.type("Typed");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Typed")).toBeVisible();
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns/new");
  await page.getByRole("radio", { name: "Own steps" }).click();
  await expect(page.getByText("Never opens").first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await openPage(page, "/campaigns");
  await expect(page.getByRole("region", { name: "Campaigns" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("an empty list says what a campaign is for", async ({ browser }) => {
  const page = await openConsole(browser, "/campaigns", await OwnTenant.create());
  await expect(page.getByText("There are no campaigns yet")).toBeVisible();
  await expectAccessible(page);
});
