import { type Browser, expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

const cooldownLabel = "Cooldown after the last email";
const recontact = "/settings?tab=recontact";
const start = { recontact_cooldown_days: 90, recontact_enabled: true };

async function openSettings(browser: Browser, tenant: OwnTenant, path: string): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, path);
  await expect(page.getByRole("status", { name: /Loading/ })).toHaveCount(0);
  return page;
}

const recontactForm = (page: Page) => page.getByRole("form", { name: "Re-contact" });
const cooldown = (page: Page) => recontactForm(page).getByLabel(cooldownLabel);
const save = (page: Page) => recontactForm(page).getByRole("button", { name: "Save" }).click();

async function stored<Name extends string>(tenant: OwnTenant, name: Name): Promise<unknown> {
  const [row] = await sql<Record<Name, unknown>>(`SELECT ${name} FROM sales_engine_config WHERE tenant_id = $1`, [
    tenant.id,
  ]);
  return row?.[name];
}

test("a value out of its range is refused at its field, a good one is saved", async ({ browser }) => {
  const tenant = await OwnTenant.create(start);
  const page = await openSettings(browser, tenant, recontact);
  await expect(cooldown(page)).toHaveValue("90");
  await expect(recontactForm(page).getByRole("button", { name: "Save" })).toBeDisabled();

  await cooldown(page).fill("5");
  await save(page);
  await expect(cooldown(page)).toHaveAccessibleDescription(/must be from 14 to 730/i);
  await expect(cooldown(page)).toHaveAttribute("aria-invalid", "true");
  await cooldown(page).fill("soon");
  await save(page);
  await expect(cooldown(page)).toHaveAccessibleDescription(/"soon" is not a number/);
  expect(await stored(tenant, "recontact_cooldown_days")).toBe(90);

  await cooldown(page).fill("60");
  await save(page);
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await expect(recontactForm(page).getByRole("button", { name: "Save" })).toBeDisabled();
  expect(await stored(tenant, "recontact_cooldown_days")).toBe(60);
  await page.reload();
  await expect(cooldown(page)).toHaveValue("60");
});

test("what a change does is counted before it is saved, and the count leads to just those people", async ({
  browser,
}) => {
  const tenant = await OwnTenant.create({ consent_required: true });
  const unwritten = { status: "cold", outreach_sequence_step: 0, last_email_sent_at: null, hold_reason: "no_consent" };
  const held = [await tenant.addSilent(1, unwritten), await tenant.addSilent(1, unwritten)];
  const page = await openSettings(browser, tenant, "/settings?tab=addresses");
  const form = page.getByRole("form", { name: "Addresses and consent" });
  const preview = form.getByRole("region", { name: "What this changes" });
  await expect(preview).toContainText("Edit a setting to see its effect here before you save.");
  await form.getByRole("switch", { name: "Only prospects with a recorded consent basis" }).click();
  const count = preview.getByRole("button", { name: "2 prospects no longer on hold: No consent recorded (2 → 0)" });
  await tabTo(page, count);
  await page.keyboard.press("Enter");
  const people = page.getByRole("dialog");
  await expect(people.getByText("2 of 2 shown")).toBeVisible();
  await expect(people.locator("tbody tr")).toHaveCount(2);
  for (const { company } of held) {
    const row = people.getByRole("row").filter({ hasText: company });
    await expect(row).toContainText("No consent recorded");
    await expect(row).toContainText("Next email");
    await expect(row.getByRole("link", { name: company })).toHaveAttribute("href", /\/prospects\//);
  }
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(people).toHaveCount(0);
  await expect(count).toBeFocused();
  expect(await stored(tenant, "consent_required")).toBe(true);
});

test("who stays on hold for another reason is told apart from who is let go or put on hold", async ({ browser }) => {
  const tenant = await OwnTenant.create({ untracked_engagement: "hold" });
  const gated = { outreach_sequence_step: 2, hold_reason: "engagement_gate" };
  const { company } = await tenant.addSilent(10, gated);
  const page = await openSettings(browser, tenant, "/settings?tab=addresses");
  const form = page.getByRole("form", { name: "Addresses and consent" });
  const preview = form.getByRole("region", { name: "What this changes" });
  await form.getByRole("switch", { name: "Only prospects with a recorded consent basis" }).click();
  const told = "1 prospect still on hold: No consent recorded instead of Held by the engagement gate";
  await expect(preview.getByRole("listitem")).toHaveText([told]);
  await preview.getByRole("button", { name: told }).click();
  const row = page.getByRole("dialog").getByRole("row").filter({ hasText: company });
  await expect(row.getByRole("cell")).toHaveText(["Held by the engagement gate", "No consent recorded"]);
});

test("emptying the postal address warns that sending stops, and counts what does not go out", async ({ browser }) => {
  const tenant = await OwnTenant.create();
  const due = { outreach_sequence_step: 1, hold_reason: null, next_send_at: new Date(Date.now() - 60_000) };
  const { company } = await tenant.addSilent(10, due);
  const page = await openSettings(browser, tenant, "/settings?tab=company");
  const form = page.getByRole("form", { name: "Company" });
  const preview = form.getByRole("region", { name: "What this changes" });
  await form.getByLabel("Postal address").fill("");
  await expect(preview).toContainText("All sending stops. Every email must carry a postal address.");
  await preview.getByRole("button", { name: "1 prospect due in the next 24 hours will get no email" }).click();
  await expect(page.getByRole("dialog").getByRole("row").filter({ hasText: company })).toBeVisible();
  await page.keyboard.press("Escape");
  await form.getByLabel("Postal address").fill("2 Main St, Springfield, IL 62701");
  await expect(preview).toContainText("Applies to every email from now on: 1 prospect due in the next 24 hours");
});

test("whoever saves second sees who changed what, and decides setting by setting", async ({ browser }) => {
  const tenant = await OwnTenant.create(start);
  const first = await openSettings(browser, tenant, recontact);
  const second = await first.context().newPage();
  await openPage(second, recontact);
  const notice = recontactForm(second).getByRole("alert");
  const cycles = (page: Page) => recontactForm(page).getByLabel("Cycles after the first pass");

  async function bothEdit(theirs: { days: string; cycles: string }, mine: { days: string; cycles: string }) {
    await cooldown(second).fill(mine.days);
    await cycles(second).fill(mine.cycles);
    await cooldown(first).fill(theirs.days);
    await cycles(first).fill(theirs.cycles);
    await save(first);
    await expect(recontactForm(first).getByRole("button", { name: "Save" })).toBeDisabled();
    await expect.poll(() => stored(tenant, "recontact_cooldown_days")).toBe(Number(theirs.days));
    await recontactForm(second).getByRole("button", { name: "Save", exact: true }).last().click();
    await expect(notice).toContainText(credentials().email);
    await expect(notice).toContainText(new RegExp(`${cooldownLabel}: \\d+ days → ${theirs.days} days`));
  }

  await bothEdit({ days: "60", cycles: "5" }, { days: "45", cycles: "7" });
  await expectAccessible(second);
  await notice.getByRole("button", { name: "Discard my changes" }).click();
  await expect(notice).toHaveCount(0);
  await expect(cooldown(second)).toHaveValue("60");

  await bothEdit({ days: "75", cycles: "6" }, { days: "50", cycles: "8" });
  await notice.getByRole("radio", { name: "Take theirs: 6 cycles" }).click();
  await notice.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("Settings saved.")).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(cooldown(second)).toHaveValue("50");
  await expect(cycles(second)).toHaveValue("6");
  expect(await stored(tenant, "recontact_cooldown_days")).toBe(50);
  expect(await stored(tenant, "max_recontact_cycles")).toBe(6);

  await second.getByRole("button", { name: "Undo" }).click();
  await expect(second.getByText("Change undone.")).toBeVisible();
  expect(await stored(tenant, "recontact_cooldown_days")).toBe(75);
});

test("whoever may only look sees every field and changes none", async ({ browser }) => {
  const tenant = await OwnTenant.create(start);
  await tenant.setRole("viewer");
  const page = await openSettings(browser, tenant, recontact);
  await expect(recontactForm(page).getByText("Only admins can change settings.")).toBeVisible();
  await expect(cooldown(page)).toHaveValue("90");
  const fields = recontactForm(page).getByRole("textbox").or(recontactForm(page).getByRole("switch"));
  await expect(fields).toHaveCount(5);
  for (const field of await fields.all()) await expect(field).toBeDisabled();
  await expect(recontactForm(page).getByRole("button")).toHaveCount(0);
});

test("by keyboard alone a switch and a number are changed and saved", async ({ browser }) => {
  const tenant = await OwnTenant.create(start);
  const page = await openSettings(browser, tenant, recontact);
  const returns = recontactForm(page).getByRole("switch", { name: "Bring back silent prospects" });
  await tabTo(page, returns);
  await page.keyboard.press("Space");
  await expect(returns).not.toBeChecked();
  await tabTo(page, cooldown(page));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("120");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Settings saved.")).toBeVisible();
  expect(await stored(tenant, "recontact_cooldown_days")).toBe(120);
  expect(await stored(tenant, "recontact_enabled")).toBe(false);
  // Nothing of it was lost to the page, which has nothing to save now.
  await expect(cooldown(page)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("100");
  const button = recontactForm(page).getByRole("button", { name: "Save" });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(tenant, "recontact_cooldown_days")).toBe(100);
  await expect(button).toBeDisabled();
  await expect(button).toBeFocused();
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const tenant = await OwnTenant.create(start);
  const page = await openSettings(browser, tenant, "/settings?tab=sending");
  const form = page.getByRole("form", { name: "Limits and pacing" });
  await form.getByLabel("Emails per day, all mailboxes together").fill("40");
  await expect(form.getByRole("region", { name: "What this changes" })).toContainText(
    "the new limit leaves room for 40 more",
  );
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("the send window is drawn as it is edited, and a day of one's own closes it", async ({ browser }) => {
  const tenant = await OwnTenant.create({
    send_hours_start: "08:00",
    send_hours_end: "18:00",
    send_weekdays_only: true,
  });
  const page = await openSettings(browser, tenant, "/settings?tab=sending");
  const form = page.getByRole("form", { name: "Send window" });
  const drawing = form.getByRole("figure");
  await expect(drawing).toContainText("Monday to Friday from 08:00 to 18:00, by the prospect's own clock.");
  await expect(drawing).toContainText(/In America\/Chicago it is \d\d:\d\d now: (open|closed)/);
  await form.getByLabel("Until").fill("07:00");
  await expect(drawing).toHaveCount(0);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByLabel("Until")).toHaveAccessibleDescription(/must be later than “From” \(08:00\)/i);
  await form.getByLabel("Until").fill("24:00");
  await form.getByRole("switch", { name: "Weekdays only" }).click();
  await expect(drawing).toContainText("Every day from 08:00 to 24:00");

  await form.getByRole("button", { name: "Add day" }).click();
  await expect(form.getByText("Choose a date.")).toBeVisible();
  await form.getByLabel("Day", { exact: true }).fill("2026-12-24");
  await form.getByLabel("Name of the day").fill("Christmas Eve");
  await form.getByLabel("Name of the day").press("Enter");
  const days = form.getByRole("list", { name: "Your own days off" });
  await expect(days.getByRole("listitem")).toHaveText(["Dec 24, 2026 Christmas Eve"]);
  await expect(drawing).toContainText("except your own days off");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  expect(await stored(tenant, "own_holidays")).toEqual([{ date: "2026-12-24", name: "Christmas Eve" }]);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await form.getByRole("button", { name: "Remove Christmas Eve" }).click();
  await expect(form.getByText("None.")).toBeVisible();
});
