import { readFileSync } from "node:fs";
import { type Browser, expect, type Page } from "playwright/test";
import { card, openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import { sql } from "./support/database.ts";
import { breakApi, expectAccessible, expectFitsPhone, tabTo } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

let tenant: OwnTenant;

test.beforeEach(async () => {
  tenant = await OwnTenant.create();
});

async function openDomains(browser: Browser, path = "/domains"): Promise<Page> {
  const page = await tenant.openBlank(browser);
  await openPage(page, path);
  return page;
}

const row = (page: Page, domain: string) => page.getByRole("row").filter({ hasText: domain });
const newName = (start: string) => `${start}-${crypto.randomUUID().slice(0, 8)}.test`;

async function idOf(domain: string): Promise<string> {
  const [found] = await sql<{ id: string }>("SELECT id FROM sending_domains WHERE tenant_id = $1 AND domain = $2", [
    tenant.id,
    domain,
  ]);
  return found?.id ?? "";
}

test("a domain is added by keyboard, looked up at once, and its page says what is missing and where", async ({
  browser,
}) => {
  const domain = newName("nodmarc");
  const page = await openDomains(browser);
  await expect(page.getByText("No sending domains yet")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Add domain" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add a sending domain" });
  await dialog.getByLabel("Domain").fill("gmail.com");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/belongs to a mail provider/)).toBeVisible();
  await dialog.getByLabel("Domain").fill(domain);
  await page.keyboard.press("Enter");
  await expect(row(page, domain)).toContainText("In part");

  await openPage(page, `/domains/${await idOf(domain)}`);
  const found = card(page, "Authentication").getByRole("list", { name: "SPF, DKIM and DMARC" }).getByRole("listitem");
  await expect(card(page, "Why this score")).toContainText("No email left in the last 24 hours");
  await expect(found).toHaveCount(3);
  await expect(found.nth(0)).toContainText("v=spf1 include:simulator.test -all");
  await expect(found.nth(2)).toContainText(`Add a TXT record at _dmarc.${domain}`);
});

test("a check is repeated by hand; selectors of one's own are looked up, and a wrong one is refused at its field", async ({
  browser,
}) => {
  const { domainId } = await tenant.addSender();
  const page = await openDomains(browser, `/domains/${domainId}`);
  const authentication = card(page, "Authentication");
  await expect(authentication).toContainText("Not checked");
  await authentication.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("Checked: authenticated.")).toBeVisible();
  await expect(authentication).toContainText("DKIM key found");

  const form = page.getByRole("form", { name: "DKIM selectors" });
  await form.getByLabel("DKIM selectors").fill("a_b");
  await form.getByRole("button", { name: "Save selectors" }).click();
  await expect(form.getByText("must be a name such as s1")).toBeVisible();
  await form.getByLabel("DKIM selectors").fill("mine._domainkey");
  await form.getByRole("button", { name: "Save selectors" }).click();
  await expect(authentication).toContainText("No DKIM key found");
  await expect(authentication).toContainText("In part");
  const [stored] = await sql<{ dkim_selectors: string[]; auth_status: string }>(
    "SELECT dkim_selectors, auth_status FROM sending_domains WHERE id = $1",
    [domainId],
  );
  expect(stored).toEqual({ dkim_selectors: ["mine"], auth_status: "partial" });
});

test("selectors that somebody else saved meanwhile are told of and stay, until one decides", async ({ browser }) => {
  const { domainId } = await tenant.addSender();
  const [late, early] = [
    await openDomains(browser, `/domains/${domainId}`),
    await openDomains(browser, `/domains/${domainId}`),
  ];
  const form = (page: Page) => page.getByRole("form", { name: "DKIM selectors" });
  const save = (page: Page) => form(page).getByRole("button", { name: "Save selectors" }).click();
  const stored = async () =>
    (
      await sql<{ names: string }>("SELECT dkim_selectors::text AS names FROM sending_domains WHERE id = $1", [
        domainId,
      ])
    )[0]?.names;
  await form(late).getByLabel("DKIM selectors").fill("mine");
  await form(early).getByLabel("DKIM selectors").fill("theirs");
  await save(early);
  await expect(early.getByText("Saved, and looked up.")).toBeVisible();
  // What is stored now comes to the other page as well, by itself within half a minute.
  const refreshed = late.waitForResponse((answer) => answer.url().endsWith(`/api/domains/${domainId}`));
  await late.getByRole("button", { name: "Check now" }).click();
  await refreshed;
  await save(late);
  const conflict = form(late).getByRole("alert").filter({ hasText: "changed this domain while you were editing" });
  await expect(conflict).toContainText(credentials().email);
  await expect(conflict).toContainText("DKIM selectors: the usual ones → theirs");
  expect(await stored()).toBe("{theirs}");
  await conflict.getByRole("button", { name: "Save mine" }).click();
  await expect(late.getByText("Saved, and looked up.")).toBeVisible();
  expect(await stored()).toBe("{mine}");
});

test("DNS that does not answer leaves what was known, and says so", async ({ browser }) => {
  const domain = newName("dnstimeout");
  const page = await openDomains(browser);
  await page.getByRole("button", { name: "Add domain" }).click();
  await page.getByRole("dialog").getByLabel("Domain").fill(domain);
  await page.keyboard.press("Enter");
  await expect(row(page, domain)).toContainText("Unknown");
  await openPage(page, `/domains/${await idOf(domain)}`);
  await expect(card(page, "Authentication")).toContainText("DNS has not answered since");
});

test("the grid shows every rate with its sample and its line, and fits a screen of 1,440", async ({ browser }) => {
  await tenant.addSender();
  await page1440(browser, async (page) => {
    await expect(page.getByRole("columnheader", { name: /Bounced/ })).toContainText(/slows 2 %\s*stops 5 %/);
    await expect(page.getByRole("columnheader", { name: /Opened/ })).toContainText("under 3 %");
    const box = page.getByRole("region", { name: "Sending domains" });
    await expect(box.getByRole("button", { name: /^Pause/ })).toBeVisible();
    expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  });
});

async function page1440(browser: Browser, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await openDomains(browser);
  await page.setViewportSize({ width: 1440, height: 900 });
  await look(page);
}

test("a paused row fits a screen of 1,440 as well, with its buttons", async ({ browser }) => {
  const { domain } = await tenant.addSender();
  await page1440(browser, async (page) => {
    await row(page, domain)
      .getByRole("button", { name: `Pause ${domain}` })
      .click();
    await expect(row(page, domain).getByRole("button", { name: `Resume… ${domain}` })).toBeInViewport({ ratio: 1 });
    const box = page.getByRole("region", { name: "Sending domains" });
    expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  });
});

test("an opened row fits a screen of 1,440, with both halves of its detail", async ({ browser }) => {
  const { domain } = await tenant.addSender();
  await page1440(browser, async (page) => {
    await page.getByRole("button", { name: domain, exact: true }).click();
    const halves = page.locator(`[id="detail-${domain}"] dl`);
    await expect(halves).toHaveCount(2);
    for (const half of await halves.all()) await expect(half).toBeInViewport({ ratio: 1 });
    expect((await halves.nth(1).boundingBox())?.width).toBeGreaterThan(400);
  });
});

test("the domains that fit are exported, and the audit log says how many", async ({ browser }) => {
  const { domain } = await tenant.addSender();
  await tenant.addSender();
  const page = await openDomains(browser, `/domains?q=${domain}`);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("domains.csv");
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => line.split(",")[0])).toEqual(["domain", domain]);
  const [line] = await sql<{ after: unknown }>(
    "SELECT after FROM audit_log WHERE tenant_id = $1 AND action = 'domains.exported'",
    [tenant.id],
  );
  expect(line?.after).toEqual({ count: 1, of: 2 });
});

test("on a phone the name of a row stays in view while its figures are scrolled", async ({ browser }) => {
  const { domain } = await tenant.addSender();
  const page = await openDomains(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  const box = page.getByRole("region", { name: "Sending domains" });
  await box.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  await expect(box.getByRole("link", { name: `History of ${domain}` })).toBeInViewport();
  await expect(box.getByRole("rowheader").filter({ hasText: domain })).toBeInViewport({ ratio: 1 });
});

test("a domain is paused without a question and resumed with a reason", async ({ browser }) => {
  const { domain } = await tenant.addSender();
  const page = await openDomains(browser);
  await row(page, domain)
    .getByRole("button", { name: /^Pause/ })
    .click();
  await expect(row(page, domain)).toContainText("Paused");
  await row(page, domain)
    .getByRole("button", { name: /^Resume/ })
    .click();
  const dialog = page.getByRole("dialog", { name: `Resume ${domain}` });
  await dialog.getByRole("button", { name: "Resume" }).click();
  await expect(dialog.getByText("Enter a reason (a few words). It goes into the audit log.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("The list was cleaned");
  await dialog.getByRole("button", { name: "Resume" }).click();
  await expect(row(page, domain).getByRole("button", { name: /^Pause/ })).toBeVisible();
});

test("an operator checks and pauses, a viewer only looks", async ({ browser }) => {
  const { domainId } = await tenant.addSender();
  await tenant.setRole("operator");
  const operator = await openDomains(browser, `/domains/${domainId}`);
  await expect(operator.getByRole("button", { name: "Check now" })).toBeVisible();
  await expect(operator.getByRole("form", { name: "DKIM selectors" })).toHaveCount(0);
  await tenant.setRole("viewer");
  const viewer = await openDomains(browser, `/domains/${domainId}`);
  await expect(card(viewer, "Authentication")).toContainText("Not checked");
  for (const name of [/^Check now/, /^Pause/]) await expect(viewer.getByRole("button", { name })).toHaveCount(0);
});

test("a failing look at the authentication is told of and can be asked again; the page fits a phone and axe", async ({
  browser,
}) => {
  const { domainId } = await tenant.addSender();
  const page = await tenant.openBlank(browser);
  const mend = await breakApi(page, /\/authentication$/);
  await openPage(page, `/domains/${domainId}`);
  const failure = page.getByRole("alert").filter({ hasText: "The authentication could not be loaded" });
  await expect(failure).toBeVisible({ timeout: 60_000 });
  await mend();
  await failure.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(card(page, "Authentication")).toContainText("DMARC protects the domain");
  await expectAccessible(page);
  await expectFitsPhone(page);
});
