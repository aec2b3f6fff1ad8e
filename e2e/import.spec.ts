import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test as plain } from "./support/test.ts";

// The guided import, by pointer and by keyboard, with files as people have them. In a tenant of its own, whose prospects nobody sends to.
let tenant: OwnTenant;
const test = plain.extend({
  page: async ({ browser }, use) => {
    const page = await tenant.openBlank(browser);
    await use(page);
    await page.context().close();
  },
});
test.beforeAll(async () => {
  tenant = await OwnTenant.create();
});

const run = Date.now().toString(36);
const patience = { timeout: 60_000 };

async function choose(page: Page, name: string, content: string | Buffer) {
  await openPage(page, "/prospects/import");
  const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
  await page.getByLabel("CSV file").setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Continue" }).click();
}

const column = (page: Page, title: string) => page.getByLabel(`What “${title}” is`);
const check = (page: Page) => page.getByRole("button", { name: "Check the file" }).click();
const stepOf = (page: Page) => page.getByRole("list", { name: "Steps of the import" }).locator("[aria-current=step]");

test("columns are recognised and can be changed, problems are named, and the import can be left and returned to", async ({
  page,
}) => {
  const rows = Array.from({ length: 40 }, (_, index) => `p${index}-${run}@guided.test,Company ${index},${index},x`);
  rows[3] = "nobody at all,Company 3,3,x";
  await choose(page, "guided", `\uFEFFWork email,Business,Crew size,Junk\r\n${rows.join("\r\n")}\r\n`);
  await expect(column(page, "Work email")).toHaveValue("email", patience);
  await expect(column(page, "Business")).toHaveValue("company");
  await expect(column(page, "Crew size")).toHaveValue("custom");
  await expect(page.getByRole("row", { name: /Business/ })).toContainText("Company 0 · Company 1");
  await column(page, "Junk").selectOption("ignore");
  await check(page);

  await expect(page.getByText("40 rows: 39 added, 1 refused.")).toBeVisible(patience);
  await expect(page.getByRole("table", { name: "Rows that cannot be read" })).toContainText(
    'Column "Work email" (Email address): "nobody at all"',
  );
  const first = page.getByRole("table", { name: "First rows" });
  await expect(first.getByRole("columnheader", { name: "Junk" })).toHaveCount(0);
  await expect(first.getByRole("row", { name: /p0-/ })).toContainText("Added");
  await page.getByRole("button", { name: "Import 39 prospects" }).click();
  await expect(page).toHaveURL(/\?id=/, patience);

  await openPage(page, "/overview");
  await openPage(page, "/prospects/import");
  await page.getByRole("link", { name: "guided.csv" }).first().click();
  await expect(page.getByText("40 of 40 rows")).toBeVisible(patience);
  const listed = page.getByRole("table", { name: "Recent imports" }).getByRole("row", { name: /guided\.csv/ });
  for (const [index, count] of ["40", "39", "0", "0", "1"].entries())
    await expect(listed.getByRole("cell").nth(index + 1)).toHaveText(count, patience);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Report" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test("the list of imports learns of an import's end at once", async ({ page }) => {
  let hasEnded = false;
  await page.route(/\/api\/prospects\/imports\?/, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const response = await route.fetch();
    // A list that names nothing under way is not asked for again by itself.
    await (hasEnded
      ? route.fulfill({ response })
      : route.fulfill({ response, json: { items: [], next_cursor: null } }));
  });
  await page.route(/\/api\/prospects\/imports\/[0-9a-f-]{36}$/, async (route) => {
    const response = await route.fetch();
    hasEnded ||= (await response.json()).status === "done";
    await route.fulfill({ response });
  });
  await choose(page, "ended", `email\nended-${run}@guided.test\n`);
  await check(page);
  await page.getByRole("button", { name: "Import 1 prospect" }).click();
  await expect(page.getByText("1 of 1 row")).toBeVisible(patience);
  const listed = page.getByRole("table", { name: "Recent imports" }).getByRole("row", { name: /ended\.csv/ });
  await expect(listed).toContainText("Done");
});

test("two columns of one meaning and a missing address are told before anything is stored", async ({ page }) => {
  await choose(page, "unclear", `Mail,Email,Firm\na@one.test,a@two.test,A`);
  await expect(column(page, "Mail")).toHaveValue("email", patience);
  await check(page);
  const alert = page.getByRole("alert").filter({ hasText: "all mean Email address" });
  await expect(alert).toBeVisible(patience);
  await column(page, "Mail").selectOption("ignore");
  await column(page, "Email").selectOption("notes");
  await expect(alert).toHaveCount(0);
  await check(page);
  await expect(page.getByRole("alert").filter({ hasText: "no column for the address" })).toBeVisible(patience);
  await column(page, "Email").selectOption("email");
  await check(page);
  await expect(page.getByRole("button", { name: "Import 1 prospect" })).toBeVisible(patience);
});

test("all that is wrong with a row is named at once", async ({ page }) => {
  await choose(page, "wrong", `email,state,zip,rating\nnotanemail,ZZ,abc,9\nwrong-${run}@guided.test,IL,62701,4\n`);
  await check(page);
  const wrong = page.getByRole("table", { name: "Rows that cannot be read" }).getByRole("row", { name: /notanemail/ });
  await expect(wrong).toContainText('Column "state": "ZZ" is no US state', patience);
  await expect(wrong).toContainText('Column "zip": "abc" is no US ZIP');
  await expect(wrong).toContainText('Column "rating" (Google rating): "9" is not a number');
});

test("Back and Forward go from step to step and keep what was chosen, and a reload begins at the file", async ({
  page,
}) => {
  await choose(page, "steps", `email,Junk\nsteps-${run}@guided.test,x\n`);
  await column(page, "Junk").selectOption("ignore");
  await check(page);
  const start = page.getByRole("button", { name: "Import 1 prospect" });
  await expect(start).toBeVisible(patience);
  await expect(page).toHaveURL(/\?step=check$/);

  await page.goBack();
  await expect(stepOf(page)).toHaveText(/Columns/);
  await expect(column(page, "Junk")).toHaveValue("ignore");
  await page.goForward();
  await expect(start).toBeVisible();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.goBack();
  await expect(stepOf(page)).toHaveText(/File/);
  await expect(page).toHaveURL(/\/prospects\/import$/);
  await expect(page.getByText("Chosen: steps.csv")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(column(page, "Junk")).toHaveValue("ignore");

  await check(page);
  await expect(start).toBeVisible(patience);
  await page.goBack();
  await column(page, "Junk").selectOption("notes");
  await page.goForward();
  await expect(stepOf(page)).toHaveText(/Columns/);
  await expect(page).toHaveURL(/\?step=columns$/);
  await check(page);
  await expect(start).toBeVisible(patience);

  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await reloaded;
  await expect(stepOf(page)).toHaveText(/File/);
  await expect(page).toHaveURL(/\/prospects\/import$/);
  await expect(page.getByText(/^Chosen:/)).toHaveCount(0);
  await page.goBack();
  await expect(stepOf(page)).toHaveText(/File/);
  await expect(page).toHaveURL(/\/prospects\/import$/);
});

test("a file that waits is kept during a look at another import, and its import takes the place of its check", async ({
  page,
}) => {
  await choose(page, "earlier", `email\nearlier-${run}@guided.test\n`);
  await check(page);
  await page.getByRole("button", { name: "Import 1 prospect" }).click();
  await expect(page.getByText("1 of 1 row")).toBeVisible(patience);
  await page.goBack();
  await expect(stepOf(page)).toHaveText(/Columns/);
  await page.goForward();
  await page.getByRole("button", { name: "Import another file" }).click();
  await expect(stepOf(page)).toHaveText(/File/);
  await expect(page.getByText(/^Chosen:/)).toHaveCount(0);

  await choose(page, "waiting", `email\nwaiting-${run}@guided.test\n`);
  await check(page);
  const start = page.getByRole("button", { name: "Import 1 prospect" });
  await expect(start).toBeVisible(patience);
  await page.getByRole("link", { name: "earlier.csv" }).first().click();
  await expect(page.getByRole("button", { name: "Import another file" })).toBeVisible(patience);
  await page.goBack();
  await expect(start).toBeVisible();
  await start.click();
  await expect(page).toHaveURL(/\?id=/, patience);
});

test("a file that holds nothing says so at the field", async ({ page }) => {
  await choose(page, "empty", "");
  await expect(page.getByText("The file is empty.")).toBeVisible(patience);
  await choose(page, "bare", "email,company\n");
  await expect(page.getByText("The file has a header and no rows.")).toBeVisible(patience);
});

test("Latin-1 and semicolons are read as they are meant", async ({ page }) => {
  await choose(page, "latin", Buffer.from(`email;company\r\nc-${run}@latin.test;Caf\xe9 M\xfcller\r\n`, "latin1"));
  await expect(page.getByRole("row", { name: /company/ })).toContainText("Café Müller", patience);
});

test("the keyboard leads through, and each step is where the focus is", async ({ page }) => {
  await openPage(page, "/prospects/import");
  const file = { name: "keys.csv", mimeType: "text/csv", buffer: Buffer.from(`email\nkeys-${run}@guided.test\n`) };
  await page.getByLabel("CSV file").setInputFiles(file);
  await page.getByRole("radio", { name: "Leave them as they are" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Fill their empty fields" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Campaign of new prospects")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(column(page, "email")).toBeVisible(patience);
  await page.getByRole("button", { name: "Check the file" }).focus();
  await page.keyboard.press("Enter");
  const start = page.getByRole("button", { name: "Import 1 prospect" });
  await expect(start).toBeVisible(patience);
  await expect(stepOf(page)).toHaveText(/Check/);
  await start.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 of 1 row")).toBeVisible(patience);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every step fits a phone and has no serious finding in the ${colorScheme} theme`, async ({ page }) => {
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
      const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
      expect(await page.evaluate(isTooWide)).toBe(false);
    };
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await choose(page, "phone", `email,company\nphone-${run}@guided.test,Firm\nnobody,Firm\n`);
    await expect(column(page, "email")).toBeVisible(patience);
    await look();
    await check(page);
    await expect(page.getByRole("button", { name: "Import 1 prospect" })).toBeVisible(patience);
    await look();
  });
}
