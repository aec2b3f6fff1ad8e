import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A tenant with one prospect that nothing was sent to, and two mailboxes over the simulator, of which one is paused.
let tenant: OwnTenant;
let usable: Awaited<ReturnType<OwnTenant["addSender"]>>;
let paused: Awaited<ReturnType<OwnTenant["addSender"]>>;
let company: string;

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
  paused = await tenant.addSender();
  usable = await tenant.addSender();
  await tenant.pauseDomain(paused.domainId, "bounce_rate");
  ({ company } = await tenant.addSilent(1, { status: "cold", outreach_sequence_step: 0, last_email_sent_at: null }));
});

async function openConsole(browser: Browser, path: string, owner: OwnTenant = tenant): Promise<Page> {
  const page = await owner.openBlank(browser);
  await openPage(page, path);
  return page;
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const form = (page: Page) => page.getByRole("form", { name: "Template" });
const shown = (page: Page) => page.frameLocator("iframe").locator("body");

async function makeTemplate(page: Page, name: string): Promise<void> {
  await openPage(page, "/templates/new");
  await form(page).getByLabel("Name").fill(name);
  await form(page).getByLabel("Subject").fill("Calls at {{company}}");
  await form(page).getByLabel("Text").fill("Hi {{first_name|there}}, who answers at {{company}} in {{city}}?");
  await form(page).getByRole("button", { name: "Create template" }).click();
  await expect(heading(page, name)).toBeVisible();
}

test("from the text to what each cycle makes of it, and a test message to oneself", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await makeTemplate(page, "First touch");
  await expect(shown(page)).toContainText(`Hi there, who answers at ${company} in Springfield?`);
  await expect(shown(page)).toContainText("1 Main St, Springfield");
  await expect(page.getByText("Your words are sent")).toBeVisible();
  await expect(page.getByText(/The body has \d+ words/)).toBeVisible();
  for (const cycle of [1, 2, 3, 4]) {
    await page.getByRole("tab", { name: `Cycle ${cycle}` }).click();
    await expect(page.getByText("The engine's text is sent instead")).toBeVisible();
    await expect(page.getByText("The template repeats an earlier email to this prospect")).toBeVisible();
  }

  await page.getByRole("tab", { name: "First pass" }).click();
  await form(page).getByLabel("Text").fill("With {{custom.crew_size}} people");
  await expect(page.getByText(/no value for: custom\.crew_size/)).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  await form(page).getByLabel("Text").fill("With {{crew}} people");
  await expect(form(page).getByLabel("Text")).toHaveAccessibleDescription(
    /\{\{crew\}\} is not known: use first_name, company/,
  );
  await expect(form(page).getByLabel("Subject")).not.toHaveAccessibleDescription(/not known/);
  await expect(page.getByText("Correct the marked fields to see the preview.")).toBeVisible();
  expect(asked.filter((body) => body.includes("{{crew}}"))).toEqual([]);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(shown(page)).toContainText("who answers at");

  const count = () =>
    sql<{ n: number }>("SELECT count(*)::int AS n FROM outreach_emails WHERE tenant_id = $1", [tenant.id]);
  const [before] = await count();
  await page.getByRole("button", { name: "Send it to yourself…" }).click();
  const from = page.getByRole("dialog").getByLabel("From");
  await expect(from.getByRole("option")).toHaveText([usable.fromEmail, `${paused.fromEmail} (Sending domain paused)`]);
  await expect(from).toHaveValue(usable.mailboxId);
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(`The test message is on its way to ${credentials().email}.`)).toBeVisible();
  expect(await count()).toEqual([before]);
  const [logged] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit_log WHERE tenant_id = $1 AND action = 'template.test_sent'",
    [tenant.id],
  );
  expect(logged?.n).toBe(1);
});

test("a variable is put in at the cursor, and what is refused stands at its field", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await form(page).getByRole("button", { name: "Create template" }).click();
  for (const label of ["Name", "Subject", "Text"])
    await expect(form(page).getByLabel(label)).toHaveAccessibleDescription(/enter a/i);
  await form(page).getByLabel("Subject").fill("Hello");
  await form(page).getByLabel("Text").fill("In ");
  await page.getByRole("button", { name: "Insert city" }).click();
  await expect(form(page).getByLabel("Text")).toHaveValue("In {{city}}");
  await form(page).getByRole("button", { name: "Create template" }).click();
  await expect(form(page).getByLabel("Name")).toHaveAccessibleDescription(/enter a name/i);
});

test("two tabs: the later one sees what the earlier has saved, and takes it", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await makeTemplate(page, "Contested");
  const other = await page.context().newPage();
  await openPage(other, new URL(page.url()).pathname);
  await form(page).getByLabel("Subject").fill("Mine");
  await form(other).getByLabel("Subject").fill("Theirs");
  await form(other).getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Contested is saved.")).toBeVisible();
  await form(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${credentials().email} changed this template while you were editing.`)).toBeVisible();
  await expect(page.getByText("Subject: “Calls at {{company}}” → “Theirs”")).toBeVisible();
  await expect(page.getByText("Subject: stored now “Theirs”, in your form “Mine”")).toBeVisible();
  await page.getByRole("button", { name: "Discard my changes" }).click();
  await expect(form(page).getByLabel("Subject")).toHaveValue("Theirs");
});

test("the preview is of any prospect that a search finds, and of one with an address when none is chosen", async ({
  browser,
}) => {
  const own = await OwnTenant.create();
  const cold = { status: "cold", outreach_sequence_step: 0, last_email_sent_at: null };
  const [older, newest] = [await own.addSilent(1, cold), await own.addSilent(1, cold)];
  const nowhere = await own.addSilent(1, { ...cold, status: "no_verified_email", hold_reason: null });
  await sql("UPDATE prospects SET email = NULL, email_key = NULL WHERE tenant_id = $1 AND company = $2", [
    own.id,
    nowhere.company,
  ]);
  const page = await openConsole(browser, "/templates/new", own);
  await makeTemplate(page, "Searched for");
  await expect(shown(page)).toContainText(`who answers at ${newest.company}`);
  const prospect = page.getByRole("combobox", { name: "Prospect" });
  await prospect.fill(older.company);
  await page.getByRole("option", { name: older.company }).click();
  await expect(shown(page)).toContainText(`who answers at ${older.company}`);
  await expect(page.getByRole("combobox", { name: "Step" }).getByRole("option")).toHaveText(["1", "2", "3"]);
  await page.getByRole("combobox", { name: "Step" }).selectOption("2");
  await page.getByRole("tab", { name: "Cycle 2" }).click();
  await expect(page.getByText("angle: competitor insight")).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("tab", { name: "First pass" }).click();
  await expect(shown(page)).toContainText(`who answers at ${newest.company}`);
});

test("an archived one is out of use, and listed where it is asked for", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await makeTemplate(page, "Out of use");
  await page.getByRole("button", { name: "Archive… Out of use" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("An archived template stays as it is.")).toBeVisible();
  await openPage(page, "/templates");
  await expect(page.getByRole("row").filter({ hasText: "Out of use" })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Which templates" }).selectOption("archived");
  await expect(page).toHaveURL(/show=archived/);
  await expect(page.getByRole("row").filter({ hasText: "Out of use" })).toBeVisible();
});

test("which campaigns use one: in the list, on its page, and before it is archived", async ({ browser }) => {
  const own = await OwnTenant.create();
  const page = await openConsole(browser, "/templates/new", own);
  await makeTemplate(page, "Wanted");
  await expect(page.getByText("Not used")).toBeVisible();
  const template_id = new URL(page.url()).pathname.split("/").at(-1);
  await sql("INSERT INTO campaigns (tenant_id, name, status, steps) VALUES ($1, 'Reno', 'paused', $2)", [
    own.id,
    JSON.stringify([{ step: 1 }, { step: 2, template_id }, { step: 3, template_id }]),
  ]);
  await openPage(page, "/templates");
  await expect(page.getByRole("row").filter({ hasText: "Wanted" })).toContainText("Reno: steps 2 and 3, paused");
  await expectFitsPhone(page);
  await page.getByRole("link", { name: "Wanted" }).click();
  await expect(page.getByText("Reno: steps 2 and 3, paused")).toBeVisible();
  await page.getByRole("button", { name: "Archive… Wanted" }).click();
  const dialog = page.getByRole("dialog", { name: "Wanted is in use" });
  await expect(dialog).toContainText("Reno: steps 2 and 3, paused");
  await expect(dialog.getByRole("button", { name: "Archive", exact: true })).toHaveCount(0);
  await dialog.getByRole("link", { name: "Reno" }).click();
  await expect(heading(page, "Reno")).toBeVisible();
});

test("whoever may only look sees the preview and changes nothing", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await makeTemplate(page, "Seen only");
  const { pathname } = new URL(page.url());
  await tenant.setRole("viewer");
  await openPage(page, pathname);
  await expect(page.getByText("Operators change templates.")).toBeVisible();
  await expect(form(page).getByLabel("Text")).toBeDisabled();
  await expect(shown(page)).toContainText(company);
  await expect(page.getByRole("button", { name: /Send it to yourself|Archive/ })).toHaveCount(0);
  await tenant.setRole("owner");
});

test("by keyboard alone to a new template", async ({ browser }) => {
  const page = await openConsole(browser, "/templates");
  await tabTo(page, page.getByRole("link", { name: "New template" }));
  await page.keyboard.press("Enter");
  const fields = ["Name", "Subject", "Text"].map((label) => form(page).getByLabel(label));
  for (const field of fields) {
    await expect(field).toBeVisible();
    await tabTo(page, field);
    await page.keyboard.type("Typed");
  }
  await tabTo(page, form(page).getByRole("button", { name: "Create template" }));
  await page.keyboard.press("Enter");
  await expect(heading(page, "Typed")).toBeVisible();
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const page = await openConsole(browser, "/templates/new");
  await makeTemplate(page, "Looked at");
  await expect(shown(page)).toContainText(company);
  // axe cannot run in a frame that forbids all scripts, and waits for it: the plain text stands in its place.
  await page.getByRole("button", { name: "Plain text" }).click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await openPage(page, "/templates");
  await expect(page.getByRole("region", { name: "Templates" })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("an empty list says what a template is for", async ({ browser }) => {
  const page = await openConsole(browser, "/templates", await OwnTenant.create());
  await expect(page.getByText("There are no templates yet")).toBeVisible();
  await expectAccessible(page);
});
