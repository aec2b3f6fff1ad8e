import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { breakApi, expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

let tenant: OwnTenant;

test.beforeEach(async () => {
  tenant = await OwnTenant.create();
});

async function openSuppressions(browser: Browser, query = ""): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, `/suppressions${query}`);
  return page;
}

async function suppress(value: string, reason: string): Promise<void> {
  const kind = value.includes("@") ? "email" : "domain";
  await sql("INSERT INTO suppressions (tenant_id, kind, value, reason, source) VALUES ($1, $2, $3, $4, 'webhook')", [
    tenant.id,
    kind,
    value,
    reason,
  ]);
}

const row = (page: Page, value: string) => page.getByRole("row").filter({ hasText: value });
const stored = async () =>
  (await sql<{ value: string }>("SELECT value FROM suppressions WHERE tenant_id = $1 ORDER BY value", [tenant.id])).map(
    ({ value }) => value,
  );

test("an address that is added stops what waits for it, and says so; a wrong one is refused at its field", async ({
  browser,
}) => {
  const { outreachId, email } = await tenant.addSilent(3, { outreach_sequence_step: 1, hold_reason: "manual_stop" });
  await tenant.addEmail(outreachId, 60, { status: "queued", sequence_step: 2, to_email: email });
  const page = await openSuppressions(browser);
  await expect(page.getByText("Nothing is suppressed")).toBeVisible();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add a suppression" });
  await dialog.getByLabel("Address").fill("not an address");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByLabel("Address")).toHaveAttribute("aria-invalid", "true");
  expect(await stored()).toEqual([]);

  await dialog.getByLabel("Address").fill(email.toUpperCase());
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(`${email} is suppressed; 1 waiting email cancelled.`)).toBeVisible();
  await expect(row(page, email)).toContainText("Added by a person");
  expect(await stored()).toEqual([email]);
  await row(page, email).getByRole("link", { name: email }).click();
  await expect(page).toHaveURL(/\/prospects\//);
  await page.getByRole("link", { name: "Added by a person" }).click();
  await expect(page.getByRole("searchbox", { name: "Address or domain" })).toHaveValue(email);
  await expect(row(page, email)).toBeVisible();
  const waiting = await sql<{ status: string }>("SELECT status FROM outreach_emails WHERE outreach_id = $1", [
    outreachId,
  ]);
  expect(waiting.map(({ status }) => status)).toEqual(["cancelled"]);
});

test("what is found, its count and its file agree; the filters stand in the URL", async ({ browser }) => {
  await suppress("ann@one.test", "bounced");
  await suppress("bob@two.test", "unsubscribed");
  await suppress("three.test", "domain_bounced");
  const page = await openSuppressions(browser);
  await expect(page.getByText("3 suppressions", { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Unsubscribed" });
  await expect(page).toHaveURL(/reason=unsubscribed/);
  await expect(page.getByText("1 suppression", { exact: true })).toBeVisible();
  await expect(row(page, "bob@two.test")).toBeVisible();
  await expect(row(page, "ann@one.test")).toHaveCount(0);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const lines = (await (await file.createReadStream()).toArray()).join("").trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("bob@two.test");
  await page.goBack();
  await expect(page.getByText("3 suppressions", { exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Address or domain" }).fill("nobody");
  await expect(page.getByText("None fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByText("3 suppressions", { exact: true })).toBeVisible();
});

test("a list from elsewhere is taken in row by row; sent again, it changes nothing", async ({ browser }) => {
  const page = await openSuppressions(browser);
  const csv = "email\nAnn@One.test\nthree.test\n???\n";
  for (const words of [
    "3 rows read: 2 added, 0 there already, 1 neither",
    "3 rows read: 0 added, 2 there already, 1 neither",
  ]) {
    await page.getByRole("button", { name: "Import CSV" }).click();
    const dialog = page.getByRole("dialog", { name: "Import suppressions" });
    await dialog.getByRole("button", { name: "Import" }).click();
    await expect(dialog.getByText("Choose a file.")).toBeVisible();
    await dialog
      .getByLabel("CSV file")
      .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await dialog.getByRole("button", { name: "Import" }).click();
    await expect(dialog.getByText(words)).toBeVisible();
    await expect(dialog.getByText("Not understood: line 4")).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
  }
  await expect(page.getByText("2 suppressions", { exact: true })).toBeVisible();
  expect(await stored()).toEqual(["ann@one.test", "three.test"]);
});

test("removing asks for a reason; what a person asked for themselves is kept for good", async ({ browser }) => {
  await suppress("ann@one.test", "bounced");
  await suppress("bob@two.test", "unsubscribed");
  const page = await openSuppressions(browser);
  await expect(row(page, "bob@two.test")).toContainText("Kept for good");
  await expect(row(page, "bob@two.test").getByRole("button")).toHaveCount(0);
  await page.getByRole("button", { name: "Remove ann@one.test" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove ann@one.test" });
  await expect(dialog.getByText("No prospect has this address at present")).toBeVisible();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(dialog.getByText("Enter a reason (a few words). It goes into the audit log.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Wrote to us from a new server");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(/^ann@one\.test is no longer suppressed\./)).toBeVisible();
  await expect(row(page, "ann@one.test")).toHaveCount(0);
  expect(await stored()).toEqual(["bob@two.test"]);
});

test("an operator adds and does not remove, a viewer only looks", async ({ browser }) => {
  await suppress("ann@one.test", "bounced");
  await tenant.setRole("operator");
  const operator = await openSuppressions(browser);
  await expect(operator.getByRole("button", { name: "Add", exact: true })).toBeVisible();
  await expect(operator.getByRole("button", { name: "Remove ann@one.test" })).toHaveCount(0);
  await tenant.setRole("viewer");
  const viewer = await openSuppressions(browser);
  await expect(row(viewer, "ann@one.test")).toBeVisible();
  for (const name of ["Add", "Import CSV", "Export CSV"])
    await expect(viewer.getByRole("button", { name, exact: true })).toHaveCount(0);
});

test("by keyboard alone to a new suppression, and the focus comes back", async ({ browser }) => {
  const page = await openSuppressions(browser);
  const add = page.getByRole("button", { name: "Add", exact: true });
  await tabTo(page, add);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add a suppression" });
  await tabTo(page, dialog.getByLabel("Address"));
  await page.keyboard.type("kim@four.test");
  await page.keyboard.press("Enter");
  await expect(row(page, "kim@four.test")).toBeVisible();
  await expect(add).toBeFocused();
});

test("a failing API is told of and can be asked again; page and dialogs fit a phone and axe, by day and by night", async ({
  browser,
}) => {
  await suppress("a-very-long-address-of-somebody-who-likes-long-names@an-equally-long-domain-name.test", "bounced");
  const page = await tenant.openBlank(browser);
  const mend = await breakApi(page, /\/api\/suppressions\?/);
  await openPage(page, "/suppressions");
  await expect(page.getByText("The suppressions could not be loaded")).toBeVisible({ timeout: 60_000 });
  await mend();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(row(page, "a-very-long-address")).toBeVisible();
  await expectFitsPhone(page);
  await expectAccessible(page);
  for (const name of ["Add", "Import CSV"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});
