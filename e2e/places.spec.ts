import { readFileSync } from "node:fs";
import { type Browser, expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// What a domain's and a mailbox's own pages change: limits, warm-up, archive.
let tenant: OwnTenant;

test.beforeEach(async () => {
  tenant = await OwnTenant.create();
});

async function openHere(browser: Browser, path: string): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, path);
  return page;
}

test("a mailbox is edited and archived on its page, then its domain can be, and both come back", async ({
  browser,
}) => {
  const { domain, domainId, mailboxId, fromEmail } = await tenant.addSender();
  const page = await openHere(browser, `/domains/${domainId}`);
  const ask = () => page.getByRole("button", { name: `Archive… ${domain}` }).click();
  await ask();
  const dialog = page.getByRole("dialog", { name: `Archive ${domain}` });
  await expect(dialog.getByText("1 mailbox uses it. Archive it first.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();

  await openPage(page, `/mailboxes/${mailboxId}`);
  await page.getByRole("button", { name: `Edit… ${fromEmail}` }).click();
  const edit = page.getByRole("dialog", { name: "Edit the mailbox" });
  await edit.getByLabel("Daily limit").fill("33");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(card(page, "Set-up")).toContainText("33 emails");
  await page.getByRole("button", { name: `Archive… ${fromEmail}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("Mailbox, archived")).toBeVisible();

  await openPage(page, `/domains/${domainId}`);
  await ask();
  await dialog.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("Sending domain, archived")).toBeVisible();
  await page.getByRole("button", { name: `Bring back ${domain}` }).click();
  await expect(page.getByText(`${domain} is back.`)).toBeVisible();
  await openPage(page, `/mailboxes/${mailboxId}`);
  await expect(page.getByText("Mailbox, archived")).toBeVisible();
  await page.getByRole("button", { name: `Bring back ${fromEmail}` }).click();
  await expect(page.getByRole("button", { name: `Archive… ${fromEmail}` })).toBeVisible();
  await expect(card(page, "Set-up")).toContainText("33 emails");
});

test("who edits a mailbox is told what somebody else saved meanwhile, and both changes stay", async ({ browser }) => {
  const { mailboxId, fromEmail } = await tenant.addSender();
  const startEdit = async () => {
    const page = await openHere(browser, `/mailboxes/${mailboxId}`);
    await page.getByRole("button", { name: `Edit… ${fromEmail}` }).click();
    return { page, form: page.getByRole("dialog", { name: "Edit the mailbox" }) };
  };
  const [late, early] = [await startEdit(), await startEdit()];
  await late.form.getByLabel("Name recipients see").fill("Ann of the office");
  await early.form.getByLabel("Daily limit").fill("33");
  await early.form.getByRole("button", { name: "Save" }).click();
  await expect(early.form).toHaveCount(0);
  await late.form.getByRole("button", { name: "Save" }).click();
  const conflict = late.form.getByRole("alert").filter({ hasText: "changed this mailbox while you were editing" });
  await expect(conflict).toContainText(credentials().email);
  await expect(conflict).toContainText("Daily limit: 40 → 33");
  await conflict.getByRole("button", { name: "Save mine" }).click();
  for (const text of ["33 emails", "Ann of the office"]) await expect(card(late.page, "Set-up")).toContainText(text);
});

test("a mailbox is paused with a reason, and sends a test to who asks", async ({ browser }) => {
  const { mailboxId, fromEmail } = await tenant.addSender();
  await tenant.addSilent(10);
  const page = await openHere(browser, `/mailboxes/${mailboxId}`);
  await page.getByRole("button", { name: `Send a test… ${fromEmail}` }).click();
  const dialog = page.getByRole("dialog", { name: `Send a test from ${fromEmail}` });
  await expect(dialog.getByLabel("Text")).toHaveValue("");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(`The test message is on its way to ${credentials().email}.`)).toBeVisible();

  await page.getByRole("button", { name: `Pause with a reason… ${fromEmail}` }).click();
  await page.getByLabel("Reason").fill("new DNS records");
  await page.getByRole("dialog").getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: `Resume… ${fromEmail}` })).toBeVisible();
  await expect(card(page, "Changes of state")).toContainText("new DNS records");
  await expect(card(page, "Guard")).toContainText("Nothing is sent until a person resumes it.");
  await expect(card(page, "Guard")).not.toContainText("its rest");
  await expectFitsPhone(page);
  await openPage(page, `/mailboxes?q=${fromEmail}`);
  await expect(page.getByRole("rowheader").filter({ hasText: fromEmail })).toContainText(
    "Paused by a person: new DNS records",
  );
});

test("a warm-up is set on the domain's page, a date to come is refused at its field, and an operator sees no such button", async ({
  browser,
}) => {
  const { domain, domainId } = await tenant.addSender();
  const page = await openHere(browser, `/domains/${domainId}`);
  await page.getByRole("button", { name: `Edit warm-up… ${domain}` }).click();
  const dialog = page.getByRole("dialog", { name: `Warm-up of ${domain}` });
  await dialog.getByLabel("Warming up since").fill("2999-01-01");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("must not be in the future")).toBeVisible();
  await dialog.getByRole("radio", { name: "With the next email" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Not begun")).toBeVisible();
  await tenant.setRole("operator");
  await openPage(page, `/domains/${domainId}`);
  await expect(page.getByRole("button", { name: `Pause ${domain}` })).toBeVisible();
  for (const name of [/^Archive/, /^Edit warm-up/]) await expect(page.getByRole("button", { name })).toHaveCount(0);
});

test("a connection says which mailboxes use it before it can be archived, and goes once they are", async ({
  browser,
}) => {
  const { mailboxId, fromEmail } = await tenant.addSender();
  const page = await openHere(browser, "/settings?tab=connections");
  const ask = () => page.getByRole("button", { name: /^Archive… Connection/ }).click();
  await ask();
  const dialog = page.getByRole("dialog", { name: /^Archive Connection/ });
  await expect(dialog.getByText(/^1 mailbox uses it\. Archive it or choose another connection/)).toBeVisible();
  await openPage(page, `/mailboxes/${mailboxId}`);
  await page.getByRole("button", { name: `Archive… ${fromEmail}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("Mailbox, archived")).toBeVisible();
  await openPage(page, "/settings?tab=connections");
  await ask();
  await dialog.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByText("No connections yet")).toBeVisible();
});

test("what is archived is found in its list, by search as well, and comes back from there", async ({ browser }) => {
  const used = await tenant.addSender();
  const other = await tenant.addSender();
  await tenant.archive("mailboxes", other.mailboxId);
  await tenant.archive("sending_domains", other.domainId);
  const page = await openHere(browser, "/domains");
  await page.getByLabel("Which domains").selectOption("Archived");
  await expect(page).toHaveURL(/show=archived/);
  const domains = page.getByRole("region", { name: "Archived domains" });
  await expect(domains.getByRole("rowheader")).toHaveText([other.domain]);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("button", { name: `Bring back ${other.domain}` }).click();
  await expect(page.getByText("No domain is archived")).toBeVisible();
  await page.getByLabel("Which domains").selectOption("All domains");
  await expect(page.getByRole("region", { name: "Sending domains" }).getByRole("rowheader")).toHaveCount(2);

  await openPage(page, "/mailboxes?show=archived&q=nothing-like-it");
  await expect(page.getByText("No archived mailbox fits")).toBeVisible();
  await page.getByLabel("Mailbox or domain").fill(other.fromEmail.slice(0, 12));
  await page.getByRole("button", { name: `Bring back ${other.fromEmail}` }).click();
  await page.getByLabel("Which mailboxes").selectOption("All mailboxes");
  await expect(page.getByText("2 mailboxes", { exact: true })).toBeVisible();
  await expect(page.getByText(used.fromEmail).first()).toBeVisible();
});

test("what a throttled domain slows is called slowed everywhere: the grid, its page and its mailbox's", async ({
  browser,
}) => {
  const { domain, domainId, mailboxId } = await tenant.addSender();
  await tenant.throttleDomain(domainId);
  const page = await openHere(browser, `/domains?open=${domain}`);
  await expect(page.locator(`[id="detail-${domain}"]`)).toContainText("Half speed.");
  for (const path of [`/domains/${domainId}`, `/mailboxes/${mailboxId}`]) {
    await openPage(page, path);
    await expect(card(page, "Why this score")).toContainText("Half speed.");
    await expect(page.locator("#main")).not.toContainText("Full speed");
  }
  await expect(card(page, "Why this score")).toContainText("Its sending domain is held to it.");
});

test("a mailbox that has used what health leaves of its limit today is found at its cap, and exported with it", async ({
  browser,
}) => {
  const { domainId, mailboxId, fromEmail } = await tenant.addSender();
  const other = await tenant.addSender();
  await tenant.throttleDomain(domainId);
  await tenant.useMailbox(mailboxId, 24);
  await tenant.useMailbox(other.mailboxId, 24);
  const page = await openHere(browser, "/mailboxes?show=at_cap&cols=limit,used");
  const row = page.getByRole("table", { name: "Mailboxes" }).getByRole("row").filter({ hasText: "@" });
  await expect(row).toHaveCount(1);
  for (const text of [fromEmail, "24 today, cap now 20", "120"]) await expect(row).toContainText(text);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const [head = "", line = ""] = readFileSync(await (await saving).path(), "utf8").split("\n");
  const cellAt = (title: string) => line.trim().split(",")[head.trim().split(",").indexOf(title)];
  expect(["daily_limit", "cap_today", "used_today"].map(cellAt)).toEqual(["40", "20", "24"]);
});
