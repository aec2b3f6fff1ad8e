import { expect, type Page } from "playwright/test";
import { SETTING_TABS } from "#components/settings/setting-groups.ts";
import { openPage } from "./support/console.ts";
import { FurnishedTenant } from "./support/furnished-tenant.ts";
import { PAGES, placeOf } from "./support/pages.ts";
import { QuestionsOfPage } from "./support/questions-of-page.ts";
import { test } from "./support/test.ts";

// What holds on every page of the console, in a tenant with something to show on each of them.
let furnished: FurnishedTenant;

test.beforeAll(async () => {
  furnished = await FurnishedTenant.create();
});

const main = (page: Page) => page.locator("#main");
const loading = (page: Page) =>
  main(page)
    .getByRole("status", { name: /^Loading/ })
    .or(main(page).getByText("Counting…"));
const failures = (page: Page) => main(page).getByText(/could not be (loaded|counted)/i);
const again = (page: Page) => main(page).getByRole("button", { name: "Try again" });
/** The sign of an empty list. */
const nothing = (page: Page) => main(page).locator("svg.lucide-inbox");

async function letFail(page: Page, questions: QuestionsOfPage): Promise<void> {
  await questions.fail();
  await expect
    .poll(async () => {
      await page.clock.runFor("00:03");
      return loading(page).count();
    })
    .toBe(0);
}

async function letRecover(page: Page, questions: QuestionsOfPage): Promise<void> {
  await questions.mend(page);
  await expect(async () => {
    for (const button of await again(page).all()) await button.click({ timeout: 1_000 });
    expect((await loading(page).count()) + (await failures(page).count())).toBe(0);
  }).toPass();
  // Charts draw themselves once their code has come.
  await expect(main(page).locator(".animate-pulse")).toHaveCount(0);
}

/** A form that asks for nothing until something is in it, and tabs over one answer, which the first of them stands for. */
const isLikeAnother = (path: string) =>
  path === "/templates/new" || SETTING_TABS.some(({ id }) => path === `/settings?tab=${id}`);

for (const place of PAGES.filter(({ path }) => !isLikeAnother(path))) {
  test(`${place.path} while the API is slow, while it fails, and out of its reach`, async ({ browser }) => {
    const page = await furnished.tenant.openBlank(browser);
    const { url, heading } = placeOf(place, furnished);
    await page.clock.install();
    const questions = await QuestionsOfPage.hold(page);
    await openPage(page, url);
    await expect.poll(() => questions.held).toBeGreaterThan(0);
    await expect.soft(loading(page).first(), "slow").toBeVisible();
    await expect.soft(nothing(page), "nothing is said to be empty before it is known").toHaveCount(0);

    await letFail(page, questions);
    await expect.soft(failures(page).first(), "failed").toBeVisible();
    await expect.soft(nothing(page), "what could not be read is not said to be empty").toHaveCount(0);

    await letRecover(page, questions);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();

    await page.context().setOffline(true);
    await page.clock.runFor("01:30");
    const banner = page.getByRole("alert").filter({ hasText: "The server does not answer" });
    await expect(banner).toBeVisible();
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    await expect(failures(page)).toHaveCount(0);

    await page.context().setOffline(false);
    await expect(main(page).getByText(/^Late: updated|^Out of date/)).toHaveCount(0);
    await page.clock.runFor("00:31");
    await expect(banner).toHaveCount(0);
  });
}

test("code that cannot be fetched is missed where it stands, and the page stays", async ({ browser }) => {
  const page = await furnished.tenant.openBlank(browser);
  await page.clock.install();
  const questions = await QuestionsOfPage.hold(page);
  await openPage(page, "/recontact");
  await letFail(page, questions);
  // What is fetched from now on is what only the answers ask for: the charts, and what opens on top.
  await page.route("**/_next/static/**", (route) => route.abort());
  await letRecover(page, questions);
  await expect(main(page).getByText("This part could not be loaded. Reload the page.").first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByText("This could not be opened: its code could not be loaded.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Re-contact", level: 1 })).toBeVisible();
  // A newer version is in place by now, or the connection is back.
  await page.unroute("**/_next/static/**");
  await page.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("heading", { name: "Re-contact", level: 1 })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 2_000 });
  }).toPass();
});
