import { expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Cold prospects that wait for their verification, made in one statement. */
async function addMany(tenant: OwnTenant, count: number): Promise<void> {
  await sql(
    `WITH made AS (
       INSERT INTO prospects (tenant_id, company, email, email_key)
       SELECT $1::uuid, 'Many ' || n, 'many' || n || '@' || $1 || '.test', 'many' || n || '@' || $1 || '.test'
       FROM generate_series(1, $2::int) AS n RETURNING id)
     INSERT INTO outreach (tenant_id, prospect_id, status, hold_reason) SELECT $1::uuid, id, 'cold', 'awaiting_verification' FROM made`,
    [tenant.id, count],
  );
}

async function stopped(tenant: OwnTenant): Promise<number> {
  const rows = await sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach WHERE tenant_id = $1 AND hold_reason = 'manual_stop'",
    [tenant.id],
  );
  return rows[0]?.n ?? 0;
}

test("a change of many says whom it would change, and why not the others, before it is confirmed", async ({
  browser,
}) => {
  const tenant = await OwnTenant.create();
  await tenant.addSilent(1);
  await tenant.addSilent(1);
  await tenant.addSilent(1, { status: "bounced", hold_reason: null });
  const page = await tenant.openBlank(browser);
  await openPage(page, "/prospects?sel=all");
  await expect(page.getByText("All 3 prospects that fit are selected")).toBeVisible();

  await button(page, "Stop…").click();
  await expect(dialog(page)).toContainText("2 prospects will change, 1 will not.");
  await expect(dialog(page).getByRole("list", { name: "Would not change" })).toContainText(/^1: .*not in the sequence/);
  expect(await stopped(tenant)).toBe(0);
  await button(page, "Stop 2 prospects").click();
  await expect(dialog(page)).toContainText("2 prospects changed, 0 refused.");
  expect(await stopped(tenant)).toBe(2);
  await button(page, "Done").click();

  await button(page, "Stop…").click();
  await expect(dialog(page)).toContainText("None of them would change.");
  await expect(dialog(page)).toContainText("2: Stopped by a person already.");
  await expect(dialog(page).getByRole("button", { name: /^Stop/ })).toHaveCount(0);
});

test("who is refused after all is named with the reason, and the others are changed", async ({ browser }) => {
  const tenant = await OwnTenant.create();
  await tenant.addSilent(1);
  const gone = await tenant.addSilent(1);
  const page = await tenant.openBlank(browser);
  await openPage(page, "/prospects?sel=all");
  await button(page, "Stop…").click();
  await expect(button(page, "Stop 2 prospects")).toBeVisible();
  await sql("UPDATE outreach SET status = 'bounced', next_send_at = NULL, hold_reason = NULL WHERE prospect_id = $1", [
    gone.id,
  ]);
  await button(page, "Stop 2 prospects").click();
  await expect(dialog(page)).toContainText("1 prospect changed, 1 refused.");
  const refused = dialog(page).getByRole("list", { name: "Not changed" }).getByRole("listitem");
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText("not in the sequence");
  await expect(refused.getByRole("link")).toHaveAttribute("href", `/prospects/${gone.id}`);
});

test("more than one request takes are changed in parts; what fails half-way goes on from there", async ({
  browser,
}) => {
  const tenant = await OwnTenant.create();
  await addMany(tenant, 1_100);
  const page = await tenant.openBlank(browser);
  await openPage(page, "/prospects?sel=all");
  await button(page, "Stop…").click();
  const asked: string[] = [];
  await page.route("**/api/prospects/bulk", async (route) => {
    asked.push(route.request().headers()["idempotency-key"] ?? "");
    if (asked.length === 2) await route.abort();
    else await route.continue();
  });
  await button(page, "Stop 1,100 prospects").click();
  await expect(dialog(page).getByText("500 are done; the rest can be tried again.")).toBeVisible();
  await expect(dialog(page)).toContainText("500 of 1,100 prospects");
  await button(page, "Stop 1,100 prospects").click();
  await expect(dialog(page)).toContainText("1,100 prospects changed, 0 refused.");
  expect(asked[2]).toBe(asked[1]);
  expect(asked).toHaveLength(4);
  expect(await stopped(tenant)).toBe(1_100);
});
