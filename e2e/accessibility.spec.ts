import { expect } from "playwright/test";
import { api } from "./support/api.ts";
import { credentials } from "./support/credentials.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { test } from "./support/test.ts";

const domain = `axe-${crypto.randomUUID().slice(0, 8)}.test`;

const pages = [
  ["/overview", "Overview"],
  ["/alerts", "Alerts"],
  ["/queue", "Today's queue"],
  ["/domains", "Domains"],
  ["/mailboxes", "Mailboxes"],
  ["/recontact", "Re-contact"],
  ["/prospects", "Prospects"],
  ["/prospects/import", "Import prospects"],
  ["/campaigns", "Campaigns"],
  ["/campaigns/new", "New campaign"],
  ["/templates", "Templates"],
  ["/templates/new", "New template"],
  ["/suppressions", "Suppressions"],
  ["/audit", "Audit log"],
  ["/settings", "Settings"],
  ["/settings?tab=alerts", "Settings"],
  ["/settings?tab=members", "Settings"],
  ["/settings?tab=api-keys", "Settings"],
  ["/account", "Your account"],
  ["/api-docs", "API reference"],
  ["/jobs", "Jobs"],
  ["/domains/:id", domain],
  ["/mailboxes/:id", `ann@${domain}`],
] as const;

/** Ids of a domain and a mailbox of this file alone, by what their addresses begin with. */
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  const made = await api<{ id: string }>("POST", "/api/domains", { domain });
  const mailbox = await api<{ id: string }>("POST", "/api/mailboxes", {
    provider_connection_id: credentials().connection_id,
    from_email: `ann@${domain}`,
    from_name: "Ann Lee",
    sender_name: "Ann",
  });
  // Paused, for a page with a reason on it, and so that other tests' messages go where those expect them.
  await api("POST", `/api/mailboxes/${mailbox.id}/pause`, { reason: "browser tests" });
  Object.assign(ids, { domains: made.id, mailboxes: mailbox.id });
});

const pathOf = (path: string) => path.replace(":id", ids[path.split("/")[1] ?? ""] ?? "");

for (const [path, heading] of pages) {
  test(`${path} has no serious accessibility finding by day or by night, fits a phone, and logs no error`, async ({
    page,
  }) => {
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(pathOf(path));
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect(problems).toEqual([]);
  });
}

test("no page of the navigation is left out", async ({ page }) => {
  await page.goto("/overview");
  const links = page.getByRole("navigation", { name: "Console" }).getByRole("link");
  await expect(links.first()).toBeVisible();
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")?.split(/[?#]/)[0]));
  expect(hrefs.filter((href) => !pages.some(([path]) => path === href))).toEqual([]);
});
