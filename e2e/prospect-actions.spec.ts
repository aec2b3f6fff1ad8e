import { type Browser, expect, type Page } from "playwright/test";
import { credentials } from "./support/credentials.ts";
import { insert } from "./support/database.ts";
import { expectAccessible } from "./support/looks.ts";
import { OwnTenant } from "./support/own-tenant.ts";
import { test } from "./support/test.ts";

// What a person can do to a prospect, what cannot be done and why, and who did what.
let tenant: OwnTenant;

test.beforeAll(async () => {
  tenant = await OwnTenant.create();
});

async function openProspect(browser: Browser, id: string): Promise<Page> {
  const page = await tenant.open(browser, `/prospects/${id}`);
  await expect(page.getByRole("heading", { name: "What comes next" })).toBeVisible();
  return page;
}

const card = (page: Page, name: string) => page.locator("section").filter({ has: page.getByRole("heading", { name }) });

/** Somebody whose first step came back for good. */
async function addBounced() {
  const somebody = await tenant.addSilent(2, { status: "bounced", outreach_sequence_step: 1, hold_reason: null });
  const bounce = { to_email: somebody.email, bounced_at: new Date(), bounce_type: "hard" };
  await tenant.addEmail(somebody.outreachId, -2 * 24 * 60, bounce);
  const suppressed = { kind: "email", value: somebody.email, reason: "bounced", source: "webhook" };
  await insert("suppressions", { tenant_id: tenant.id, ...suppressed });
  return somebody;
}

test("a bounced prospect is returned once it has another address; until then the menu says why not", async ({
  browser,
}) => {
  const { id } = await addBounced();
  const page = await openProspect(browser, id);
  await expect(page.getByRole("button", { name: "Return to the sequence…" })).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).press("Enter");
  const refused = page.getByRole("menuitem", { name: "Return to the sequence…" });
  await expect(refused).toBeDisabled();
  await expect(page.getByText("This address has bounced: enter another one first.")).toBeVisible();
  await page.keyboard.press("Home");
  await expect(refused).toBeFocused();
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Enter another address…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit the profile" });
  await dialog.getByLabel("Email address").fill(`other@${tenant.id}.test`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/nothing is sent until a person returns the prospect/)).toBeVisible();
  await page.getByRole("button", { name: "Return to the sequence…" }).click();
  const asking = page.getByRole("dialog", { name: "Return to the sequence" });
  await asking.getByLabel("Reason").fill("has a new address");
  await asking.getByRole("button", { name: "Return", exact: true }).click();
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await expect(card(page, "Timeline")).toContainText("Returned to the sequence by");
  await expect(card(page, "Timeline")).toContainText("has a new address");
});

test("removing the suppression of a hard bounce promises nothing that does not happen", async ({ browser }) => {
  const { email } = await addBounced();
  const page = await tenant.open(browser, "/suppressions");
  await page.getByRole("button", { name: `Remove ${email}` }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${email}` });
  const effect = "The prospect stays bounced: nothing is sent to it until it has another address.";
  await expect(dialog.getByText(effect)).toBeVisible();
  await dialog.getByLabel("Reason").fill("a mistake of theirs");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(`${email} is no longer suppressed. ${effect}`)).toBeVisible();
});

test("who stopped a prospect is told, with the way to the audit log; why its address is not verified again, too", async ({
  browser,
}) => {
  const inTwoDays = new Date(Date.now() + 48 * 3_600_000);
  const state = { outreach_sequence_step: 1, hold_reason: null, next_send_at: inTwoDays };
  const { id } = await tenant.addSilent(1, state);
  const page = await openProspect(browser, id);
  await page.getByRole("button", { name: "More actions" }).click();
  const verify = page.getByRole("menuitem", { name: "Verify the address again" });
  await expect(verify).toBeDisabled();
  await expect(verify).toContainText("An address is verified before the first message of a cycle.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  const next = card(page, "What comes next");
  await expect(next.getByRole("term").filter({ hasText: "Stopped by" })).toBeVisible();
  await expect(next).toContainText(credentials().email);
  await expect(card(page, "Timeline")).toContainText(`Stopped by ${credentials().email}`);
  await page.getByRole("link", { name: "All changes in the audit log" }).click();
  await expect(page).toHaveURL(new RegExp(`/audit\\?target_kind=prospect&target_id=${id}`));
  await expect(page.getByText("Prospect stopped").first()).toBeVisible();
});

test("a finished sequence has no step that waits, and says with which run it returns, or why with none", async ({
  browser,
}) => {
  const [rested, over] = [await tenant.addSilent(92), await tenant.addSilent(92, { re_contact_cycle: 4 })];
  const page = await openProspect(browser, rested.id);
  await expect(page.getByText("Sequence finished: nothing follows step 3.")).toBeVisible();
  await expect(card(page, "What comes next")).toContainText("The cooldown is over: returns with the next run");
  await page.goto(`/prospects/${over.id}`);
  await expect(card(page, "What comes next")).toContainText("Does not return: last cycle is over");
});
