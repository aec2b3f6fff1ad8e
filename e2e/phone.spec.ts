import { type Browser, expect, type Locator, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { FurnishedTenant } from "./support/furnished-tenant.ts";
import { test } from "./support/test.ts";

// What is read and hit on a narrow screen: names stay in one piece, and what stands alone is large enough for a finger.
let furnished: FurnishedTenant;

test.beforeAll(async () => {
  furnished = await FurnishedTenant.create();
});

async function open(browser: Browser, path: string): Promise<Page> {
  const page = await furnished.tenant.openBlank(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  await openPage(page, path);
  return page;
}

async function makeKey(page: Page): Promise<void> {
  const form = page.getByRole("form", { name: "New API key" });
  await form.getByLabel("Name").fill("Installation of the reports");
  await form.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("button", { name: "I copied it" }).click();
}

const sizeOf = async (target: Locator) => (await target.boundingBox()) ?? { width: 0, height: 0 };

for (const { path, table } of [
  { path: "/settings?tab=members", table: "Members" },
  { path: "/settings?tab=alerts", table: "Alert recipients" },
  { path: "/settings?tab=api-keys", table: "API keys" },
  { path: "/suppressions", table: "Suppressions" },
]) {
  test(`the names in ${table} have room, and the table scrolls in its box`, async ({ browser }) => {
    const page = await open(browser, path);
    if (table === "API keys") await makeKey(page);
    const name = page.getByRole("region", { name: table }).getByRole("rowheader").first();
    await expect(name).toBeVisible();
    expect((await sizeOf(name)).width).toBeGreaterThanOrEqual(159);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

for (const { path, list } of [
  { path: "/overview", list: "Held prospects by reason" },
  { path: "/overview", list: "In trouble" },
  { path: "/recontact", list: "Prospects who do not return, by reason" },
  { path: "/jobs", list: "Jobs" },
]) {
  test(`the links of ${list} are 24 pixels high`, async ({ browser }) => {
    const page = await open(browser, path);
    const links = page.getByRole(list === "Jobs" ? "region" : "list", { name: list }).getByRole("link");
    await expect(links.first()).toBeVisible();
    for (const link of await links.all()) expect((await sizeOf(link)).height).toBeGreaterThanOrEqual(24);
  });
}
