import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { createGridWorld, gridOf, headersOf, openGrid, pauseAll } from "./support/mailbox-grid.ts";
import { test } from "./support/test.ts";

// The mailbox grid on every screen and in every state: wide, on a phone, in both themes, empty, failing. Mailboxes of its own.
const mark = `screens-${Date.now().toString(36)}`;
const first = `${mark}-a.test`;

test.beforeAll(() => createGridWorld(mark));
test.afterAll(() => pauseAll(mark));

const open = (page: Page, query?: string) => openGrid(page, mark, query);

test("the usual columns fit a screen of 1,440, and none lies under the buttons", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const box = page.getByRole("region", { name: "Mailboxes", exact: true });
  expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const history = await gridOf(page).getByRole("columnheader", { name: "30 days" }).boundingBox();
  const actions = await gridOf(page).getByRole("columnheader", { name: "Actions" }).boundingBox();
  expect((history?.x ?? 0) + (history?.width ?? 0)).toBeLessThanOrEqual((actions?.x ?? 0) + 1);
});

test("nothing found says how to go on; no mailbox at all says what is needed", async ({ page }) => {
  await openPage(page, `/mailboxes?q=${mark}-nobody`);
  await expect(page.getByText("No mailbox fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(gridOf(page)).toBeVisible();
  await page.route("**/email-health", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), mailboxes: [] } });
  });
  await page.reload();
  await expect(page.getByText("No mailboxes yet")).toBeVisible();
});

test("an error says what failed and can be tried again; the table stays while a refresh fails", async ({ page }) => {
  const problem = { status: 500, json: { code: "internal", detail: "Something broke.", request_id: "r-500" } };
  await page.route("**/email-health", (route) => route.fulfill(problem));
  await openPage(page, `/mailboxes?q=${mark}`);
  await expect(page.getByText("The health of the mailboxes could not be loaded")).toBeVisible();
  await page.unroute("**/email-health");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(headersOf(page).first()).toBeVisible();
  await page.route("**/email-health", (route) => route.fulfill(problem));
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/could not be refreshed; this is the last known state/)).toBeVisible();
  await expect(headersOf(page).first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`grid, groups, selection and dialog have no serious accessibility finding in the ${colorScheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, `&group=domain&sel=all&open=ann@${first}`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pause…", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
  });
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact ?? ""));
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}

test("on a phone the page does not run out of the screen, and the grid scrolls in its box", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "&sel=all");
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
