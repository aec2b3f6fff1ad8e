import { type Browser, expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { breakApi, expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

let tenant: OwnTenant;

test.beforeEach(async () => {
  tenant = await OwnTenant.create();
});

async function openAlerts(browser: Browser, query = ""): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, `/alerts${query}`);
  return page;
}

type Given = { severity?: string; closedHoursAgo?: number };

async function addAlert(title: string, { severity = "critical", closedHoursAgo }: Given = {}): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO alerts (tenant_id, key, kind, severity, peak_severity, scope_kind, title, detail, evidence, opened_at, last_seen_at, closed_at)
     VALUES ($1, $2, 'bounce_surge', $3, $3, 'tenant', $2, 'More came back than usual.', '{"usual_rate": 0.01}', now() - interval '5 hours', now(),
       now() - make_interval(hours => $4)) RETURNING id`,
    [tenant.id, title, severity, closedHoursAgo ?? null],
  );
  return row?.id ?? "";
}

const open = (page: Page) => card(page, "Open").getByRole("listitem");
const over = (page: Page) => card(page, "Over").locator("tbody tr");

test("the gravest comes first, with what it rests on, what to do and what ends it", async ({ browser }) => {
  await addAlert("A quiet note", { severity: "info" });
  await addAlert("Bounces surge");
  const page = await openAlerts(browser);
  await expect(open(page)).toHaveCount(2);
  await expect(open(page).first()).toContainText("Bounces surge");
  await expect(open(page).first()).toContainText("Critical");
  for (const words of ["More came back than usual.", "usual rate", "1.0 %", "ends with", "alert opened"])
    await expect(open(page).first()).toContainText(words);
  await expect(
    open(page)
      .first()
      .getByRole("link", { name: /Open the page\W+Bounces surge/ }),
  ).toBeVisible();
});

test("by keyboard alone an alert is acknowledged and snoozed, and both are taken back", async ({ browser }) => {
  const id = await addAlert("Bounces surge");
  const page = await openAlerts(browser);
  const answer = page.getByRole("button", { name: /^Acknowledge\W+Bounces surge/ });
  await tabTo(page, answer);
  await page.keyboard.press("Enter");
  await expect(open(page)).toContainText("Acknowledged by");
  const takeBack = page.getByRole("button", { name: /Undo acknowledgement\W+Bounces surge/ });
  await expect(takeBack).toBeFocused();
  await expect(takeBack).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(open(page)).not.toContainText("Acknowledged by");
  await answer.click();
  await page.getByRole("button", { name: /Snooze for a day\W+Bounces surge/ }).click();
  await expect(open(page)).toContainText("Snoozed, back");
  const stored = () =>
    sql<{ seen: boolean; off: boolean }>(
      "SELECT acknowledged_at IS NOT NULL AS seen, snoozed_until IS NOT NULL AS off FROM alerts WHERE id = $1",
      [id],
    );
  expect(await stored()).toEqual([{ seen: true, off: true }]);
  await page.getByRole("button", { name: /End snooze\W+Bounces surge/ }).click();
  await expect(open(page)).not.toContainText("Snoozed, back");
  expect(await stored()).toEqual([{ seen: true, off: false }]);
  await page.getByRole("button", { name: /Snooze for a day\W+Bounces surge/ }).click();
  await expect(open(page)).toContainText("Snoozed, back");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone.", { exact: true })).toBeVisible();
  await expect(open(page)).not.toContainText("Snoozed, back");
  expect(await stored()).toEqual([{ seen: true, off: false }]);
});

test("alerts of one cause are one line that opens to each, answered together and undone together", async ({
  browser,
}) => {
  await tenant.addSender();
  for (const title of ["Surge one", "Surge two", "Surge three"]) await addAlert(title);
  await addAlert("A quiet note", { severity: "info" });
  const page = await openAlerts(browser);
  await expect(card(page, "Open")).toContainText("4 alerts with 2 causes");
  await expect(open(page)).toHaveCount(2);
  const group = page.getByRole("button", { name: "Bounces surge: 3 alerts", exact: true });
  await expect(group).toHaveAttribute("aria-expanded", "false");
  await tabTo(page, group);
  await page.keyboard.press("Enter");
  await expect(group).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("list", { name: "Bounces surge: 3 alerts" }).getByRole("listitem")).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Acknowledge all\W+Bounces surge/ }).click();
  await expect(page.getByText("3 alerts acknowledged.")).toBeVisible();
  await expect(open(page).first()).toContainText("3 of 3 acknowledged");
  const acknowledged = () =>
    sql<{ count: number }>("SELECT count(acknowledged_at)::int AS count FROM alerts WHERE tenant_id = $1", [tenant.id]);
  expect(await acknowledged()).toEqual([{ count: 3 }]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone.", { exact: true })).toBeVisible();
  await expect(open(page).first()).not.toContainText("acknowledged");
  expect(await acknowledged()).toEqual([{ count: 0 }]);
});

test("what is over has its history, filtered by the URL, and a notice's link shows the alert itself", async ({
  browser,
}) => {
  const id = await addAlert("An old surge", { closedHoursAgo: 2 });
  await addAlert("An old note", { severity: "info", closedHoursAgo: 1 });
  const page = await openAlerts(browser);
  await expect(page.getByText("Nothing needs your attention")).toBeVisible();
  await expect(over(page)).toHaveCount(2);
  await page.getByRole("combobox", { name: "Severity" }).selectOption({ label: "Critical" });
  await expect(page).toHaveURL(/severity=critical/);
  await expect(over(page)).toHaveCount(1);
  await expect(over(page)).toContainText("An old surge");
  await expect(over(page)).toContainText("3 h");
  await openPage(page, `/alerts?alert=${id}`);
  const wanted = card(page, "The alert you came for");
  await expect(wanted).toContainText("over since");
  await expect(wanted.getByRole("button")).toHaveCount(0);
});

test("an answer that fails says so and the alert stays as it is; a viewer only looks", async ({ browser }) => {
  await addAlert("Bounces surge");
  const page = await openAlerts(browser);
  const mend = await breakApi(page, /\/acknowledge$/);
  await page.getByRole("button", { name: /^Acknowledge\W+Bounces surge/ }).click();
  await expect(page.getByText("Something broke.")).toBeVisible();
  await expect(open(page)).not.toContainText("Acknowledged by");
  await mend();
  await tenant.setRole("viewer");
  const viewer = await openAlerts(browser);
  await expect(open(viewer)).toContainText("Bounces surge");
  await expect(open(viewer).getByRole("button")).toHaveCount(0);
});

test("a failing API is told of and can be asked again; the page fits a phone and axe, by day and by night", async ({
  browser,
}) => {
  await addAlert("Bounces surge");
  await addAlert("An old surge", { closedHoursAgo: 2 });
  const page = await tenant.openBlank(browser);
  const mend = await breakApi(page, /\/api\/alerts\?/);
  await openPage(page, "/alerts");
  const failure = page.getByRole("alert").filter({ hasText: "The open alerts could not be loaded" });
  await expect(failure).toBeVisible({ timeout: 60_000 });
  await mend();
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(open(page)).toHaveCount(1);
  await expectAccessible(page);
  await expectFitsPhone(page);
});
