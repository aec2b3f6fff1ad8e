import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { expectAccessible } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// What is edited and not saved is lost only to whoever says so, whichever way they leave.
let tenant: OwnTenant;

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
});

async function open(browser: Browser, path: string): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, path);
  return page;
}

const question = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const answer = (page: Page, name: "Stay" | "Leave") => question(page).getByRole("button", { name }).click();

test("another tab of the settings asks first, and staying keeps what was typed", async ({ browser }) => {
  const page = await open(browser, "/settings?tab=sequence");
  const steps = page.getByRole("form", { name: "Sequence" }).getByLabel("Steps in a sequence");
  const sending = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Sending" });
  const before = await steps.inputValue();
  await steps.fill("5");
  await sending.click();
  await expectAccessible(page);
  await answer(page, "Stay");
  await expect(question(page)).toHaveCount(0);
  await expect(sending).toBeFocused();
  await expect(page).toHaveURL(/tab=sequence/);
  await expect(steps).toHaveValue("5");

  await sending.press("Enter");
  await answer(page, "Leave");
  await expect(page).toHaveURL(/tab=sending/);
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Sequence" }).click();
  await expect(steps).toHaveValue(before);
});

test("a shortcut and the palette ask as a link does, and nobody is asked once it is discarded", async ({ browser }) => {
  const page = await open(browser, "/templates/new");
  const subject = page.getByRole("form", { name: "Template" }).getByLabel("Subject");
  await subject.fill("Calls at night");
  await page.getByRole("button", { name: "Discard" }).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(question(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question(page)).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("Suppressions");
  await page.keyboard.press("Enter");
  await answer(page, "Stay");
  await expect(subject).toHaveValue("Calls at night");

  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Campaigns" }).click();
  await expect(heading(page, "Campaigns")).toBeVisible();
});
