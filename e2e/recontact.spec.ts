import { type Browser, expect, type Page } from "playwright/test";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A tenant in which five may return now or soon, two later, and three for reasons of their own do not.
let tenant: OwnTenant;
const names: Record<string, string> = {};

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
  for (const [name, days, outreach] of [
    ["second", 100, {}],
    ["first", 120, { re_contact_cycle: 1 }],
    ["third", 95, {}],
    ["soon", 70, {}],
    ["soon too", 70, {}],
    ["later", 40, {}],
    ["later too", 40, {}],
    ["answered", 95, { last_email_replied_at: new Date() }],
    ["over", 95, { re_contact_cycle: 4 }],
    ["won", 95, { status: "won", hold_reason: null }],
  ] as const)
    names[name] = (await tenant.addSilent(days, outreach)).company;
});

async function openRecontact(browser: Browser, path = "/recontact"): Promise<Page> {
  const page = await tenant.open(browser, path);
  await expect(page.getByText("Eligible now")).toBeVisible();
  return page;
}

const figure = (page: Page, name: string) => page.locator("dl > div").filter({ hasText: name }).first();

async function tryCooldown(page: Page, days: string) {
  await page.getByLabel("Cooldown after the last email").fill(days);
}

test("who returns next in the order of the run, and who does not, with the people behind each count", async ({
  browser,
}) => {
  const page = await openRecontact(browser);
  await expect(figure(page, "Eligible now")).toContainText("3");
  const rows = page.getByRole("region", { name: "Next to return" }).getByRole("rowheader");
  await expect(rows).toHaveCount(3);
  for (const [index, name] of ["first", "second", "third"].entries())
    await expect(rows.nth(index)).toContainText(names[name] ?? "");

  const excluded = page.getByRole("list", { name: "Prospects who do not return, by reason" });
  await expect(excluded.getByRole("listitem")).toHaveCount(3);
  await excluded.getByRole("link", { name: "Replied" }).click();
  await expect(page).toHaveURL(/who=replied/);
  await expect(page.getByRole("heading", { name: "Who does not return: replied" })).toBeVisible();
  await expect(page.getByRole("link", { name: names.answered })).toHaveAttribute("href", /^\/prospects\//);
  await page.getByLabel("Group").selectOption("cycles_over");
  await expect(page.getByRole("link", { name: names.over })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: names.answered })).toBeVisible();
});

test("the forecast as a table adds up to what its sentence says", async ({ browser }) => {
  const page = await openRecontact(browser, "/recontact?forecast=table");
  await expect(page.getByText(/5 prospects return in the next 30 days/)).toBeVisible();
  const returning = page.getByRole("region", { name: "Forecast by day" }).locator("tbody tr td:nth-child(3)");
  await expect(returning).toHaveCount(30);
  const sum = (await returning.allTextContents()).reduce((total, text) => total + Number(text), 0);
  expect(sum).toBe(5);
});

test("whoever may only look tries settings, and neither saves nor runs", async ({ browser }) => {
  await tenant.setRole("viewer");
  const page = await openRecontact(browser);
  await expect(page.getByText("Only admins can save settings. You can try them out here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Run now/ })).toHaveCount(0);
  await tryCooldown(page, "60");
  await expect(page.getByText(/7 prospects return in 30 days: 2 more than with the current settings/)).toBeVisible();
  await tenant.setRole("owner");
});

test("edited settings are forecast before they are saved, a wrong one is named, and saving moves the figures", async ({
  browser,
}) => {
  const page = await openRecontact(browser);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(...(/cooldown_days=[^&]*/.exec(request.url()) ?? [])));
  await tryCooldown(page, "5");
  await expect(page.getByLabel("Cooldown after the last email")).toHaveAccessibleDescription(/must be from 14 to 730/i);
  await tryCooldown(page, "60");
  await expect(page.getByText(/7 prospects return in 30 days: 2 more than with the current settings/)).toBeVisible();
  expect(asked).toEqual(["cooldown_days=60"]);
  await expect(figure(page, "Eligible now")).toContainText("3");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await expect(figure(page, "Eligible now")).toContainText("5");
  await expect(page.getByText(/7 prospects return in the next 30 days/)).toBeVisible();
});

test("a run by keyboard alone shows its progress and its result, and everybody eligible is back", async ({
  browser,
}) => {
  const page = await openRecontact(browser);
  const run = page.getByRole("button", { name: "Run now Re-contact" });
  await tabTo(page, run);
  await page.keyboard.press("Enter");
  const latest = page.getByRole("status", { name: "Latest run" });
  await expect(latest).toContainText(/Waiting|Running|Succeeded/);
  await expect(latest).toContainText("Succeeded", { timeout: 90_000 });
  await expect(latest).toContainText("5 returned");
  await expect(figure(page, "Eligible now")).toContainText("0");
  await expect(figure(page, "Returned in 30 days")).toContainText("5");
  const [row] = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach WHERE tenant_id = $1 AND cycle_reset_at IS NOT NULL",
    [tenant.id],
  );
  expect(row?.n).toBe(5);
  await latest.getByRole("link", { name: "Open this run" }).click();
  const dialog = page.getByRole("dialog", { name: "Re-contact" });
  await expect(dialog).toContainText("Succeeded");
  await expect(
    dialog
      .getByRole("term")
      .filter({ hasText: /^Returned$/ })
      .locator("+ dd"),
  ).toHaveText("5");
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const page = await openRecontact(browser);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("a tenant without prospects is told what fills the page", async ({ browser }) => {
  const nobody = await OwnTenant.create();
  const page = await nobody.open(browser, "/recontact");
  await expect(page.getByText("Nobody is ready to return")).toBeVisible();
  await expect(page.getByText("Nobody is left out")).toBeVisible();
  await expect(page.getByText("Nobody returns in the next 30 days.", { exact: false })).toBeVisible();
  await expectAccessible(page);
});
