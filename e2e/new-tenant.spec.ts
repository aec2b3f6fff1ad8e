import { expect } from "playwright/test";
import { openPage } from "./support/console.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { PAGES } from "./support/pages.ts";
import { test } from "./support/test.ts";

/** What a page says while there is nothing on it. The others are forms, or hold what every tenant has. */
const emptyWords: Record<string, string[]> = {
  "/overview": ["No prospects yet", "No sending domains yet", "Nobody is held", "Nothing was sent in the last 60 days"],
  "/alerts": ["Nothing needs your attention", "No alert is over yet"],
  "/queue": ["Nothing is waiting to be sent"],
  "/domains": ["No sending domains yet"],
  "/mailboxes": ["No mailboxes yet"],
  "/recontact": ["Nobody is ready to return", "Nobody is left out", "Nobody is coming back yet"],
  "/prospects": ["No prospects yet"],
  "/prospects/import": ["Nothing was imported yet"],
  "/campaigns": ["There are no campaigns yet"],
  "/templates": ["There are no templates yet"],
  "/suppressions": ["Nothing is suppressed"],
  "/audit": ["Nothing was changed yet"],
  "/settings?tab=connections": ["No connections yet", "No unreadable events"],
  "/settings?tab=alerts": ["No alert emails yet", "No webhooks yet"],
};

test("in a new tenant every page says that there is nothing, and what to do about it", async ({ browser }) => {
  const tenant = await OwnTenant.create({ is_active: false });
  const page = await tenant.openBlank(browser);
  const failed: string[] = [];
  page.on("response", (answer) => answer.status() >= 400 && failed.push(`${answer.status()} ${answer.url()}`));
  const main = page.locator("#main");
  for (const { path, heading } of PAGES.filter(({ heading }) => heading !== undefined)) {
    await openPage(page, path);
    await expect.soft(page.getByRole("heading", { name: heading, level: 1 }), path).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
    for (const words of emptyWords[path] ?? []) await expect.soft(main.getByText(words).first(), path).toBeVisible();
    const said = (await main.textContent()) ?? "";
    expect.soft(said, path).not.toMatch(/NaN|undefined|Infinity|Invalid|\[object/);
  }
  expect(failed).toEqual([]);
});

test("an address that leads to nothing says so, and how to go on", async ({ browser }) => {
  const tenant = await OwnTenant.create({ is_active: false });
  const page = await tenant.openBlank(browser);
  for (const kind of ["domain", "mailbox", "prospect", "campaign", "template"]) {
    const place = kind === "mailbox" ? "mailboxes" : `${kind}s`;
    for (const id of [crypto.randomUUID(), "7"]) {
      await openPage(page, `/${place}/${id}`);
      await expect.soft(page.getByText(/There is no such/), `${place}/${id}`).toBeVisible();
      await expect.soft(page.locator("#main").getByRole("link").first(), place).toHaveAttribute("href", `/${place}`);
    }
  }
  await page.goto("/no-such-page");
  await expect(page.getByRole("link")).toHaveAttribute("href", "/overview");
});
