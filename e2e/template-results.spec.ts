import { expect } from "playwright/test";
import { openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { expectAccessible, expectFitsPhone } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

const hour = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A template of the tenant with this name; answers its id. */
async function makeTemplate(tenant: OwnTenant, name: string): Promise<string> {
  const id = crypto.randomUUID();
  const text = "INSERT INTO email_templates (id, tenant_id, name, subject, body) VALUES ($1, $2, $3, 's', 'b')";
  await sql(text, [id, tenant.id, name]);
  return id;
}

test("what came of a template in 30 days: on its page and in the list, as the ledger has it", async ({ browser }) => {
  const tenant = await OwnTenant.create();
  const template_id = await makeTemplate(tenant, "Told of");
  const page = await tenant.open(browser, `/templates/${template_id}`);
  await expect(page.getByText("Nothing was sent in this template's words in that time.")).toBeVisible();

  const [replies, bounces, earlier] = [
    await tenant.addSilent(1, { last_email_replied_at: hour(1) }),
    await tenant.addSilent(1, { status: "bounced", hold_reason: null }),
    await tenant.addSilent(31),
  ];
  const opened = { open_tracked: true, delivered_at: hour(29), opened_at: hour(28) };
  await tenant.addEmail(replies.outreachId, -1_800, { template_id, ...opened });
  await tenant.addEmail(bounces.outreachId, -1_800, { template_id, bounced_at: hour(29), bounce_type: "hard" });
  await tenant.addEmail(earlier.outreachId, -31 * 1_440, { template_id, delivered_at: hour(31 * 24) });
  const [ledger] = await sql<{ sent: string; replied: string }>(
    `SELECT count(*) AS sent, count(o.last_email_replied_at) AS replied
     FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id
     WHERE e.template_id = $1 AND e.sent_at >= now() - interval '30 days'`,
    [template_id],
  );
  expect(ledger).toEqual({ sent: "2", replied: "1" });

  await page.reload();
  await expect(page.getByText(`of ${ledger?.sent} contacted`).first()).toBeVisible();
  await expect(page.getByText("of 1 measured")).toBeVisible();
  await page.getByText("How these are counted").click();
  await expect(page.getByText("whichever text it had then")).toBeVisible();
  // axe cannot run in a frame that forbids all scripts, and waits for it: the plain text stands in its place.
  await page.getByRole("button", { name: "Plain text" }).click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await openPage(page, "/templates");
  const row = page.getByRole("row").filter({ hasText: "Told of" });
  await expect(row).toContainText(`${ledger?.replied} of ${ledger?.sent}, too few`);
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("opens that nobody could see are not measured, rather than none", async ({ browser }) => {
  const tenant = await OwnTenant.create();
  const template_id = await makeTemplate(tenant, "Unwatched");
  const { outreachId } = await tenant.addSilent(1);
  await tenant.addEmail(outreachId, -1_800, { template_id, open_tracked: false, delivered_at: hour(29) });
  const page = await tenant.open(browser, "/templates");
  await expect(page.getByRole("row").filter({ hasText: "Unwatched" })).toContainText("not measured");
  await page.getByRole("link", { name: "Unwatched" }).click();
  await expect(page.getByText("opens are not measured")).toBeVisible();
});
