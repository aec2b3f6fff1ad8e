import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "playwright/test";
import { FurnishedTenant } from "./support/furnished-tenant.ts";
import { expectWalkable } from "./support/keyboard.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { PAGES, placeOf } from "./support/pages.ts";
import { test } from "./support/test.ts";

let furnished: FurnishedTenant;

test.beforeAll(async () => {
  furnished = await FurnishedTenant.create();
});

/** The runner's own script, which a frame that forbids all scripts turns away. */
const isOfRunner = (text: string) => text.startsWith("Blocked script execution in 'about:srcdoc'");

for (const place of PAGES) {
  test(`${place.path} is walked through with Tab, has no serious accessibility finding by day or by night, fits a phone, and logs no error`, async ({
    browser,
  }) => {
    const page = await furnished.tenant.openBlank(browser);
    const { url, heading } = placeOf(place, furnished);
    const problems: string[] = [];
    page.on(
      "console",
      (message) => message.type() === "error" && !isOfRunner(message.text()) && problems.push(message.text()),
    );
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(url);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    // axe cannot run in a frame that forbids all scripts, and waits for it: the plain text stands in its place.
    if (place.path === "/templates/:id") await page.getByRole("button", { name: "Plain text" }).click();
    await expect(page.locator("iframe")).toHaveCount(0);
    await expectAccessible(page);
    await expectWalkable(page);
    await expectFitsPhone(page);
    expect(problems).toEqual([]);
  });
}

test("no page is left out", () => {
  const folder = join(dirname(import.meta.dirname), "app", "(console)");
  const paths = globSync("**/page.tsx", { cwd: folder }).map((file) => `/${dirname(file).replace("[id]", ":id")}`);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !PAGES.some((page) => page.path === path))).toEqual([]);
});
