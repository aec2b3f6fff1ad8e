import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";
import { api } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { createContacted, createPausedMailbox, createSentMessage, outreachOf } from "./support/prospects.ts";
import { test } from "./support/test.ts";

// The table of prospects and a prospect's page. Everybody here is this file's own, found by the run's own number.
const run = Date.now().toString(36);
const company = `Ridge ${run}`;
const fromEmail = `ann@prospects-${run}.test`;
const others = [1, 2, 3].map((n) => `Dale ${run} ${n}`);
const html =
  '<p>Hi <b>Pat</b></p><img src="https://track.example/p.gif" alt="Logo"><script>document.title="x"</script>';
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  const mailbox = await createPausedMailbox(fromEmail);
  const made = await createContacted(company);
  await createSentMessage(made, { id: mailbox, email: fromEmail }, html);
  ids[company] = made.id;
  for (const name of others) ids[name] = (await createContacted(name)).id;
});

const openProspect = (page: Page, name = company) => openPage(page, `/prospects/${ids[name]}`);
const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("rowheader") });
const messages = (page: Page) => page.getByRole("region", { name: "Messages" });

test("filters stand in the URL, come back on reload and with Back, and count what API and database count", async ({
  page,
}) => {
  await openPage(page, "/prospects");
  await page.getByLabel("Company, name or address").fill(run);
  await expect(page).toHaveURL(new RegExp(`q=${run}`));
  await expect(rows(page)).toHaveCount(4);
  await page.getByLabel("Status", { exact: true }).selectOption("contacted");
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByLabel("State", { exact: true }).selectOption("IL");
  await expect(page).toHaveURL(/state_code=IL/);
  await page.getByLabel("Cycle", { exact: true }).selectOption("1");
  await expect(page.getByText("No prospect fits these filters")).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(4);
  await page.reload();
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByLabel("Company, name or address")).toHaveValue(run);
  await expect(page.getByLabel("State", { exact: true })).toHaveValue("IL");

  const query = `q=${run}&status=contacted&state_code=IL`;
  const { count } = await api<{ count: number }>("GET", `/api/prospects/count?${query}`);
  const [found] = await sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM prospects p JOIN outreach o ON o.prospect_id = p.id
     WHERE p.tenant_id = $1 AND p.company LIKE $2 AND o.status = 'contacted' AND p.state_code = 'IL'`,
    [credentials().tenant_id, `%${run}%`],
  );
  expect([count, found?.n]).toEqual([4, 4]);
  await expect(page.getByText("4 prospects", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/prospects$/);
});

test("order and columns stand in the URL too", async ({ page }) => {
  await openPage(page, `/prospects?q=${run}&status=contacted`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Added").click();
  await expect(page).toHaveURL(/cols=/);
  await page.getByRole("columnheader", { name: "Added" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=created/);
  await expect(rows(page).first()).toContainText(company);
  await expect(page.getByText("4 prospects on this page, oldest first")).toBeVisible();
  await page.getByLabel("Order", { exact: true }).selectOption("Latest email first");
  await expect(page).toHaveURL(/sort=-last_sent/);
  await expect(page.getByRole("columnheader", { name: "Last email" })).toHaveAttribute("aria-sort", "descending");
});

test("what the table shows is exported, header and all", async ({ page }) => {
  await openPage(page, `/prospects?q=${run}&state_code=IL`);
  await expect(rows(page)).toHaveCount(4);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const lines = (await readFile(await (await downloading).path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/id,name,company,email/);
  expect(lines.slice(1).every((line) => line.includes(run))).toBe(true);
});

test("the page says why nothing goes today and when next, and which mailbox sent the last message and why", async ({
  page,
}) => {
  await openProspect(page);
  await expect(page.getByText("Step 2 is next.")).toBeVisible();
  const next = page.getByRole("term").filter({ hasText: "Why nothing today" });
  await expect(next).toBeVisible();
  await expect(page.getByText(/Follow-ups wait \d+ h after the last email/)).toBeVisible();
  await expect(page.getByText(/C[SD]T/).first()).toBeVisible();
  await expect(page.getByText("Opened by a person")).toBeVisible();
  await expect(page.getByText("Opened by a machine")).toBeVisible();
  await page.getByRole("button", { name: /^Why this mailbox/ }).click();
  await expect(page.getByText(/had a score of 91 of 100.*1 mailbox was passed over/)).toBeVisible();
  await expect(page.getByText(/Score under the health threshold/)).toBeVisible();
  await expect(page.getByText(/ben@prospects-.* \(score 23\)/)).toBeVisible();
  await expect(page.getByText("12 vans")).toBeVisible();
});

test("a message is shown as written; nothing in it runs, nothing is loaded", async ({ page }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => request.url().startsWith("http://127.0.0.1") || elsewhere.push(request.url()));
  await openProspect(page);
  await page.getByRole("button", { name: /^Show message/ }).click();
  const dialog = page.getByRole("dialog", { name: "Furnace season" });
  const frame = dialog.getByTitle("The message as shown in a mailbox");
  await expect(frame).toHaveAttribute("sandbox", "");
  await expect(frame.contentFrame().getByText("Hi Pat")).toBeVisible();
  await expect(frame.contentFrame().getByText("[Logo]")).toBeVisible();
  await expect(dialog.getByText("1 picture is not loaded.")).toBeVisible();
  await dialog.getByRole("button", { name: "Plain text" }).click();
  await expect(dialog.getByText("Hi Pat, as plain text.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(elsewhere.filter((url) => !url.startsWith("data:") && !url.startsWith("about:"))).toEqual([]);
});

test("a stop and a noted reply are undone as if they had not been", async ({ page }) => {
  const before = await outreachOf(ids[company] ?? "");
  await openProspect(page);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText("Stopped by a person: step 2 waits.").first()).toBeVisible();
  expect(await outreachOf(ids[company] ?? "")).toMatchObject({ hold_reason: "manual_stop", next_send_at: null });
  await messages(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Step 2 is next.")).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Mark as replied…" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark as replied" });
  await dialog.getByLabel("What it said").selectOption("interested");
  await dialog.getByRole("button", { name: "Mark as replied" }).click();
  await expect(page.getByText(/answered with interest/).first()).toBeVisible();
  await messages(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Step 2 is next.")).toBeVisible();
  expect(await outreachOf(ids[company] ?? "")).toMatchObject({ status: before?.status, hold_reason: null });

  await openPage(page, `/audit?target_kind=prospect&target_id=${ids[company]}`);
  const stopped = rows(page)
    .filter({ hasText: /^Prospect stopped/ })
    .first();
  await expect(stopped).toContainText("Hold reason: none → became Stopped by a person");
  await expect(stopped).not.toContainText(/Status|reply/);
  const undone = rows(page).filter({ hasText: "Undone: Prospect stopped" }).first();
  await expect(undone).toContainText("Hold reason: Stopped by a person → became none");
});

test("many are stopped together: a count before, a result after", async ({ page }) => {
  await openPage(page, `/prospects?q=${encodeURIComponent(`Dale ${run}`)}`);
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel("Select this page").click();
  await expect(page.getByText("3 prospects selected")).toBeVisible();
  await page.getByRole("button", { name: "Stop…", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Stop the sequence: 3 prospects" });
  await dialog.getByLabel(/Reason/).fill("a browser test");
  await dialog.getByRole("button", { name: "Stop 3 prospects" }).click();
  await expect(dialog.getByText("3 prospects changed, 0 refused.")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  for (const name of others) expect(await outreachOf(ids[name] ?? "")).toMatchObject({ hold_reason: "manual_stop" });
  await expect(rows(page).first()).toContainText("Stopped by a person");
});

test("a viewer sees everything and is offered nothing", async ({ page }) => {
  const { tenant_id } = credentials();
  await sql("UPDATE members SET role = 'viewer' WHERE tenant_id = $1 AND role = 'owner'", [tenant_id]);
  try {
    await openPage(page, `/prospects?q=${run}`);
    await expect(rows(page)).toHaveCount(4);
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Export CSV" })).toHaveCount(0);
    await openProspect(page);
    await expect(page.getByText("Opened by a person")).toBeVisible();
    for (const name of ["Stop", "More actions", "Add note"])
      await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  } finally {
    await sql("UPDATE members SET role = 'owner' WHERE tenant_id = $1 AND role = 'viewer'", [tenant_id]);
  }
});

test("an API in trouble is told with what to do, and the table comes back", async ({ page }) => {
  const problem = { status: 500, json: { title: "x", code: "internal", detail: "Something went wrong." } };
  await page.route("**/api/prospects?*", (route) => route.fulfill(problem));
  await openPage(page, `/prospects?q=${run}`);
  await expect(page.getByText("The prospects could not be loaded")).toBeVisible();
  await page.unroute("**/api/prospects?*");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(rows(page)).toHaveCount(4);
});

test("by keyboard alone: to the first row, into the prospect, to a message and back", async ({ page }) => {
  await openPage(page, `/prospects?q=${encodeURIComponent(company)}`);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: company })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: company, level: 1 })).toBeVisible();
  const show = page.getByRole("button", { name: /^Show message/ });
  await show.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Furnace season" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(show).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`list and page have no serious accessibility finding and fit a phone in the ${colorScheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of [`/prospects?q=${run}&state_code=IL&sel=all`, `/prospects/${ids[company]}`]) {
      await openPage(page, path);
      await expect(page.getByText(company).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(
        serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
      ).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
}
