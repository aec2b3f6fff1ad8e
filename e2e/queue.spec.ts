import { type Browser, expect, type Page } from "playwright/test";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// A tenant with two senders, one of them on a paused domain, and a message in each kind of state.
let tenant: OwnTenant;
let sound: Awaited<ReturnType<OwnTenant["addSender"]>>;
let paused: Awaited<ReturnType<OwnTenant["addSender"]>>;
const names: Record<string, string> = {};

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
  sound = await tenant.addSender();
  paused = await tenant.addSender();
  await tenant.pauseDomain(paused.domainId, "bounce_rate");
  const from = { mailbox_id: sound.mailboxId, from_email: sound.fromEmail };
  for (const [name, minutes, data] of [
    ["waits", 180, { status: "queued", sequence_step: 2 }],
    ["stuck", 190, { status: "queued", mailbox_id: paused.mailboxId, from_email: paused.fromEmail }],
    ["written", 170, { status: "claimed", lease_until: new Date(Date.now() + 3_600_000) }],
    ["sent", 0, {}],
    ["answered", 0, { status: "cancelled", status_reason: "replied" }],
  ] as const) {
    const { company, outreachId } = await tenant.addSilent(10);
    await tenant.addEmail(outreachId, minutes, { ...from, ...data });
    names[name] = company;
  }
});

async function openQueue(browser: Browser, path = "/queue"): Promise<Page> {
  const page = await tenant.open(browser, path);
  await expect(page.getByRole("heading", { name: "Today's queue", level: 1 })).toBeVisible();
  return page;
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: names[name] ?? "" });
const rows = (page: Page) => page.getByRole("region", { name: "Today's queue" }).locator("tbody tr");

test("what is still to go, in the order of its times, with what each message waits for", async ({ browser }) => {
  const page = await openQueue(browser);
  await expect(rows(page)).toHaveCount(3);
  for (const [index, name] of ["written", "waits", "stuck"].entries())
    await expect(rows(page).nth(index)).toContainText(names[name] ?? "");
  await expect(rowOf(page, "waits")).toContainText("Waits for its time");
  await expect(rowOf(page, "waits")).toContainText("Step 2");
  await expect(rowOf(page, "waits")).toContainText(/prospect \d\d:\d\d P[DS]T/);
  await expect(rowOf(page, "stuck")).toContainText("Sending domain paused");
  await expect(rowOf(page, "written")).toContainText("Being written");
  await expect(rowOf(page, "waits").getByRole("link", { name: sound.fromEmail })).toHaveAttribute(
    "href",
    `/mailboxes/${sound.mailboxId}`,
  );
});

test("the counts lead to their messages, and filters are in the URL", async ({ browser }) => {
  const page = await openQueue(browser);
  const counts = page.getByRole("list", { name: "Messages by state" });
  await expect(counts.getByRole("listitem").filter({ hasText: "Planned" })).toContainText("2");
  await counts.getByRole("link", { name: /Sent/ }).click();
  await expect(page).toHaveURL(/status=sent/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, "sent")).toBeVisible();

  await page.getByRole("combobox", { name: "State", exact: true }).selectOption("all");
  await expect(rows(page)).toHaveCount(5);
  await expect(rowOf(page, "answered")).toContainText("Replied");
  await page.getByRole("combobox", { name: "Step", exact: true }).selectOption("2");
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("combobox", { name: "Step", exact: true }).selectOption("");
  await page.getByRole("combobox", { name: "Sending domain" }).fill(paused.domain);
  await page.getByRole("option", { name: paused.domain }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, "stuck")).toBeVisible();
});

test("the switched off engine is the reason before all others", async ({ browser }) => {
  await tenant.set({ is_active: false });
  const page = await openQueue(browser);
  await expect(rowOf(page, "stuck")).toContainText("The engine is off");
  await tenant.set({ is_active: true });
});

test("messages of unknown outcome are settled by keyboard, one after the other, with how one knows", async ({
  browser,
}) => {
  const lost = { status: "unknown", status_reason: "outcome_unknown", status_detail: "the connection broke" };
  const { mailboxId: mailbox_id, fromEmail: from_email } = sound;
  const [first, second] = [await tenant.addSilent(10), await tenant.addSilent(10)];
  await tenant.addEmail(first.outreachId, -2, { mailbox_id, from_email, ...lost });
  await tenant.addEmail(second.outreachId, -1, { mailbox_id, from_email, ...lost });
  const page = await openQueue(browser, "/queue?status=unknown");
  const row = page.getByRole("row").filter({ hasText: first.company });
  const next = page.getByRole("row").filter({ hasText: second.company });
  await expect(row).toContainText("the connection broke");
  await tabTo(page, row.getByRole("button", { name: /Settle/ }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Settle this message" });
  await expect(dialog).toContainText(from_email);
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "It was not sent" }).check();
  await dialog.getByRole("button", { name: "Settle" }).click();
  await expect(dialog.getByLabel("How you know")).toHaveAccessibleDescription(/Say how you know/);
  await dialog.getByLabel("How you know").fill("The provider has no trace of it");
  await tabTo(page, dialog.getByRole("button", { name: "Settle" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Settled as not sent: it is planned again.")).toBeVisible();
  await expect(row).toHaveCount(0);
  const stored = await sql("SELECT status, status_reason FROM outreach_emails WHERE outreach_id = $1", [
    first.outreachId,
  ]);
  expect(stored).toEqual([{ status: "cancelled", status_reason: "settled_not_sent" }]);

  await expect(next.getByRole("link", { name: second.company })).toBeFocused();
  await tabTo(page, next.getByRole("button", { name: /Settle/ }));
  await page.keyboard.press("Enter");
  await dialog.getByLabel("How you know").fill("It is in their log");
  await tabTo(page, dialog.getByRole("button", { name: "Settle" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Show all of today" })).toBeFocused();
  const done = [first.outreachId, second.outreachId];
  await sql("DELETE FROM outreach_emails WHERE outreach_id = ANY ($1)", [done]);
  await sql("UPDATE outreach SET next_send_at = NULL, hold_reason = 'manual_stop' WHERE id = ANY ($1)", [done]);
});

test("whoever may only look cannot plan", async ({ browser }) => {
  await tenant.setRole("viewer");
  const page = await openQueue(browser);
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole("button", { name: /Plan now/ })).toHaveCount(0);
  await tenant.setRole("owner");
});

test("by keyboard alone to a prospect", async ({ browser }) => {
  const page = await openQueue(browser);
  const link = page.getByRole("link", { name: names.written });
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: names.written, level: 1 })).toBeVisible();
});

test("nothing runs out of a phone, and axe finds nothing, by day and by night", async ({ browser }) => {
  const page = await openQueue(browser, "/queue?status=all");
  await expect(rows(page)).toHaveCount(5);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("an empty queue says what fills it", async ({ browser }) => {
  const nobody = await OwnTenant.create();
  const page = await nobody.open(browser, "/queue");
  await expect(page.getByText("Nothing is waiting to be sent")).toBeVisible();
  await page.getByRole("button", { name: "Show all of today" }).click();
  await expect(page.getByText("No message today")).toBeVisible();
  await expectAccessible(page);
});
