import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

const settingsLines = "/audit?target_kind=settings";
const cooldownLabel = "Cooldown after the last email";

async function openAudit(browser: Browser, tenant: OwnTenant, cooldowns: readonly number[] = []): Promise<Page> {
  const page = await tenant.openBlank(browser);
  for (const days of cooldowns) await changeCooldown(page, days);
  await openPage(page, settingsLines);
  return page;
}

/** A change as any other client of the API makes it. */
async function changeCooldown(page: Page, days: number): Promise<void> {
  const { version } = await (await page.request.get("/api/config")).json();
  const answer = await page.request.patch("/api/config", {
    data: { version, recontact_cooldown_days: days },
    headers: { origin: new URL(credentials().url).origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

async function storedCooldown(tenant: OwnTenant): Promise<number | undefined> {
  const [row] = await sql<{ days: number }>(
    "SELECT recontact_cooldown_days AS days FROM sales_engine_config WHERE tenant_id = $1",
    [tenant.id],
  );
  return row?.days;
}

const lines = (page: Page) => page.getByRole("region", { name: "Audit log" }).locator("tbody tr");
const lineOf = (page: Page, before: number, after: number) =>
  lines(page).filter({ hasText: new RegExp(`${cooldownLabel}:\\s+${before} days\\s+→\\s+became\\s+${after} days`) });

async function undo(page: Page, before: number, after: number, reason: string) {
  await lineOf(page, before, after).getByRole("button", { name: "Undo this change" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo this change" });
  await expect(dialog).toContainText(`This restores: ${cooldownLabel}: ${before} days.`);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Undo", exact: true }).click();
  return dialog;
}

test("a change made in a form has its line, with what it was and what it became", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const page = await tenant.openBlank(browser);
  await openPage(page, "/settings?tab=recontact");
  const form = page.getByRole("form", { name: "Re-contact" });
  await form.getByLabel(cooldownLabel).fill("60");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();

  await openPage(page, "/audit");
  const line = lineOf(page, 90, 60);
  await expect(line).toHaveCount(1);
  await expect(line).toContainText("person");
  await line.getByRole("link", { name: "Settings changed" }).click();
  await expect(page).toHaveURL(/\/settings/);
});

test("the filters stand in the URL and are taken off in one go", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const page = await openAudit(browser, tenant, [60, 75]);
  const kind = page.getByRole("combobox", { name: "What it is about" });
  const nothing = page.getByText("No line fits these filters");
  await expect(kind).toHaveValue("settings");
  await expect(lines(page)).toHaveCount(2);
  await expect(lines(page).first()).toContainText("75");

  await kind.selectOption({ label: "Mailbox" });
  await expect(page).toHaveURL(/target_kind=mailbox/);
  await expect(nothing).toBeVisible();
  await page.goBack();
  await expect(lines(page)).toHaveCount(2);

  await page.getByLabel("From", { exact: true }).fill("2020-01-01");
  await expect(page).toHaveURL(/from=2020-01-01/);
  await expect(lines(page)).toHaveCount(2);
  await page.getByLabel("Until", { exact: true }).fill("2020-01-02");
  await expect(page).toHaveURL(/to=2020-01-02/);
  await expect(nothing).toBeVisible();
  await page.reload();
  await expect(nothing).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).not.toHaveURL(/target_kind|from=|to=/);
  await expect(lineOf(page, 90, 60)).toBeVisible();

  await page.getByRole("searchbox", { name: "Who did it" }).fill("nobody is called like that");
  await expect(page).toHaveURL(/actor=nobody/);
  await expect(nothing).toBeVisible();
});

test("a search finds what is about a domain by its name, and says what it looks through", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const { mailboxId, fromEmail } = await tenant.addSender();
  await sql(
    `INSERT INTO audit_log (tenant_id, actor_kind, actor_label, action, target_kind, target_id, reason)
     VALUES ($1, 'user', 'Ann', 'mailbox.paused', 'mailbox', $2, 'list was bad')`,
    [tenant.id, mailboxId],
  );
  const page = await tenant.openBlank(browser);
  await changeCooldown(page, 60);
  await openPage(page, "/audit");
  await expect(page.getByText(/^Updated/)).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Name, address or words" });
  await search.fill(fromEmail);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText("Mailbox paused");
  await expect(lines(page)).toContainText(fromEmail);
  await expect(page.getByText(/the newest 10,000 lines/)).toBeVisible();
  await search.fill("LIST WAS");
  await expect(lines(page)).toHaveCount(1);
  await search.fill("nothing is called like that");
  await expect(page.getByText("No line fits these filters")).toBeVisible();
});

test("a change is undone with a reason, which is a line of its own", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const page = await openAudit(browser, tenant, [60]);
  const dialog = await undo(page, 90, 60, " ");
  await expect(dialog.getByText("Enter a reason (a few words). It goes into the audit log.")).toBeVisible();
  expect(await storedCooldown(tenant)).toBe(60);
  await dialog.getByLabel("Reason").fill("Too early for winter");
  await dialog.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("The change was undone.")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  expect(await storedCooldown(tenant)).toBe(90);
  await expect(lines(page)).toHaveCount(2);
  await expect(lineOf(page, 60, 90)).toContainText("“Too early for winter”");
  await expect(lineOf(page, 90, 60)).toContainText(/Undone.*by/);
  await expect(lineOf(page, 90, 60).getByRole("button", { name: "Undo this change" })).toHaveCount(0);
});

test("what somebody has changed since is not undone, until the later change is", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const page = await openAudit(browser, tenant, [60, 75]);
  const dialog = await undo(page, 90, 60, "Too early");
  await expect(dialog.getByRole("alert")).toContainText(
    `Someone has changed it since: ${cooldownLabel} (75 days now). Undo the later change first, or use the form.`,
  );
  expect(await storedCooldown(tenant)).toBe(75);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);

  await undo(page, 60, 75, "Not agreed");
  await expect.poll(() => storedCooldown(tenant)).toBe(60);
  await expect(dialog).toHaveCount(0);
  await undo(page, 90, 60, "Too early");
  await expect.poll(() => storedCooldown(tenant)).toBe(90);
});

test("whoever may only look cannot undo, and nothing runs out of a phone or fails axe", async ({ browser }) => {
  const tenant = await OwnTenant.create({ recontact_cooldown_days: 90 });
  const admin = await openAudit(browser, tenant, [60]);
  await expect(lineOf(admin, 90, 60).getByRole("button", { name: "Undo this change" })).toBeVisible();
  await expectAccessible(admin);
  await expectFitsPhone(admin);

  await tenant.setRole("viewer");
  const viewer = await openAudit(browser, tenant);
  await expect(lineOf(viewer, 90, 60)).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Undo this change" })).toHaveCount(0);
});
