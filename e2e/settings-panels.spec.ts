import { type Browser, expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// The panels of the settings that are no forms over one row: connections, API keys, who gets alerts.
let tenant: OwnTenant;

test.beforeEach(async () => {
  tenant = await OwnTenant.create();
});

async function openTab(browser: Browser, tab: string): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, `/settings?tab=${tab}`);
  return page;
}

const looksRight = async (page: Page) => {
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.setViewportSize({ width: 1280, height: 720 });
};

test("a connection is made, checked, edited without showing its password, and a wrong server is named at its field", async ({
  browser,
}) => {
  const page = await openTab(browser, "connections");
  await expect(page.getByText("No connections yet")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Add connection" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add a connection" });
  await dialog.getByLabel("Name", { exact: true }).fill("Own server");
  await dialog.getByLabel("Mail server").fill("no such host");
  await dialog.getByLabel("Password").fill("correct horse battery");
  await dialog.getByLabel("User name").fill("mailer");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Mail server")).toHaveAttribute("aria-invalid", "true");
  await looksRight(page);
  await dialog.getByLabel("Mail server").fill("127.0.0.1");
  await dialog.getByLabel("Port").fill("1");
  await dialog.getByLabel("Encryption").selectOption("none");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Own server is saved.")).toBeVisible();

  const own = card(page, "Own server");
  await own.getByRole("button", { name: "Check Own server" }).click();
  await expect(page.getByText(/Own server does not work: /)).toBeVisible();
  await own.getByRole("button", { name: "Edit Own server" }).click();
  const edit = page.getByRole("dialog", { name: "Edit Own server" });
  await expect(edit.getByLabel("Password")).toHaveValue("");
  await expect(edit.getByText("A password is stored. Leave empty to keep it.")).toBeVisible();
  await edit.getByLabel("Name", { exact: true }).fill("Our server");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(card(page, "Our server")).toBeVisible();
  const rows = await sql<{ name: string; kept: boolean; plain: boolean }>(
    `SELECT name, secrets_encrypted IS NOT NULL AS kept, strpos(row_to_json(c)::text, 'battery') > 0 AS plain FROM provider_connections c WHERE tenant_id = $1`,
    [tenant.id],
  );
  expect(rows).toEqual([{ name: "Our server", kept: true, plain: false }]);
  await looksRight(page);
});

test("a key is shown once, works, and is refused from the moment it is revoked", async ({ browser }) => {
  const page = await openTab(browser, "api-keys");
  const form = page.getByRole("form", { name: "New API key" });
  await form.getByLabel("Name").fill("Reports");
  await form.getByLabel("Expires after").fill("0");
  await form.getByRole("button", { name: "Create key" }).click();
  await expect(form.getByLabel("Expires after")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Expires after").fill("30");
  await form.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByRole("heading", { name: "The key Reports" }).locator("..");
  const key = (await shown.locator("code").textContent()) ?? "";
  const call = () => fetch(`${credentials().url}/api/me`, { headers: { authorization: `Bearer ${key}` } });
  expect((await call()).status).toBe(200);
  await looksRight(page);
  await page.getByRole("button", { name: "I copied it" }).click();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: "Reports" })).toContainText("viewer");
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke… Reports" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("The key Reports is revoked.")).toBeVisible();
  expect((await call()).status).toBe(401);
  await expect(page.getByRole("button", { name: "Revoke… Reports" })).toHaveCount(0);
});

test("who gets alerts: an address and a webhook, with its secret shown once and its first delivery", async ({
  browser,
}) => {
  const page = await openTab(browser, "alerts");
  await page.getByRole("button", { name: "Add address" }).click();
  const address = page.getByRole("dialog", { name: "Add an address" });
  await address.getByRole("textbox", { name: "Address" }).fill("nobody");
  await address.getByRole("button", { name: "Add" }).click();
  await expect(address.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true");
  await address.getByRole("textbox", { name: "Address" }).fill("ops@company.test");
  await address.getByLabel("Daily digest").selectOption({ index: 1 });
  await address.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("ops@company.test now gets alerts.")).toBeVisible();

  await page.getByRole("button", { name: "Add webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an outgoing webhook" });
  await dialog.getByLabel("Name").fill("Pager");
  await dialog.getByRole("textbox", { name: "Address" }).fill("https://169.254.169.254/alerts");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Address" }).fill("https://pager.invalid/alerts");
  await dialog.getByRole("button", { name: "Save" }).click();
  const secret = page.getByRole("dialog", { name: "Signing secret" });
  await expect(secret.getByText(/^whsec_/)).toBeVisible();
  await secret.getByRole("button", { name: "I copied it" }).click();
  await page.getByRole("button", { name: "Send a test to Pager" }).click();
  const log = page.getByRole("table", { name: "Deliveries to Pager" });
  await expect(log.locator("tbody tr")).toContainText(/Test: .*Failed/s, { timeout: 60_000 });
  await looksRight(page);
  await page.getByRole("button", { name: "Remove… Pager" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await page.getByRole("button", { name: "Remove ops@company.test" }).click();
  await expect(page.getByText("No alert emails yet")).toBeVisible();
});

const KINDS = [
  { tab: "connections", what: "connection", add: "Add connection", dialog: "Add a connection" },
  { tab: "alerts", what: "webhook", add: "Add webhook", dialog: "Add an outgoing webhook" },
];
for (const { tab, what, add, dialog } of KINDS) {
  test(`two who edit a ${what}: the later is told who changed what, and keeps what was typed`, async ({ browser }) => {
    const page = await openTab(browser, tab);
    await page.getByRole("button", { name: add }).click();
    const made = page.getByRole("dialog", { name: dialog });
    await made.getByLabel("Name", { exact: true }).fill("First name");
    if (what === "webhook") await made.getByRole("textbox", { name: "Address" }).fill("https://pager.invalid/alerts");
    else await made.getByLabel("Kind").selectOption("simulator");
    await made.getByRole("button", { name: "Save" }).click();
    if (what === "webhook") await page.getByRole("button", { name: "I copied it" }).click();

    const other = await openTab(browser, tab);
    const nameIn = (place: Page) => place.getByRole("dialog").getByLabel("Name", { exact: true });
    for (const place of [page, other]) {
      await place.getByRole("button", { name: "Edit First name" }).click();
      await expect(nameIn(place)).toHaveValue("First name");
    }
    await nameIn(other).fill("Theirs");
    await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(other.getByText("Theirs is saved.")).toBeVisible();

    await nameIn(page).fill("Mine");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    const told = page.getByRole("dialog").getByRole("alert");
    await expect(told).toContainText(`changed this ${what} while you were editing`);
    await expect(told).toContainText("Name: First name → Theirs");
    await expect(told).toContainText("Name: stored now Theirs, in your form Mine");
    await expect(nameIn(page)).toHaveValue("Mine");
    await expectAccessible(page);
    await told.getByRole("button", { name: "Save mine" }).click();
    await expect(page.getByText("Mine is saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit Mine" })).toBeVisible();
  });
}

test("an operator sees connections and changes nothing; keys, notices and members are for admins", async ({
  browser,
}) => {
  await tenant.addSender();
  await tenant.setRole("operator");
  const page = await openTab(browser, "connections");
  await expect(card(page, /^Connection/)).toBeVisible();
  for (const name of [/^Add connection/, /^Check/, /^Edit/])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await openPage(page, "/settings?tab=api-keys");
  await expect(page.getByText("Admins manage API keys")).toBeVisible();
  await openPage(page, "/settings?tab=alerts");
  await expect(page.getByText("Admins manage alert notifications")).toBeVisible();
});
