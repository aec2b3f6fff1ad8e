import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";
import { api } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { expectAccessible } from "./support/looks.ts";
import { createContacted, outreachOf } from "./support/prospects.ts";
import { test } from "./support/test.ts";

// What a person changes about a prospect on its page: its profile, and how far the sale has come.
const run = Date.now().toString(36);
const company = `Glen ${run}`;
const other = `Moor ${run}`;
let id: string;
let otherId: string;

test.beforeAll(async () => {
  id = (await createContacted(company)).id;
  otherId = (await createContacted(other)).id;
});

const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
const profileOf = async () =>
  (
    await sql<{ phone: string | null; zip: string | null; custom: object }>(
      "SELECT phone, zip, enrichment->'custom' AS custom FROM prospects WHERE id = $1",
      [id],
    )
  )[0];

async function openForm(page: Page) {
  await openPage(page, `/prospects/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  return page.getByRole("dialog", { name: "Edit the profile" });
}

test("a profile is edited with its custom fields, and the change is taken back", async ({ page }) => {
  const form = await openForm(page);
  await form.getByLabel("Phone").fill("555 0100");
  await form.getByLabel("ZIP code").fill("");
  await form.getByLabel("fleet").fill("15 vans");
  await form.getByLabel("New field").fill("Crew size");
  await form.getByLabel("Its value").fill("9");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText("555 0100")).toBeVisible();
  await expect(page.getByText("15 vans")).toBeVisible();
  expect(await profileOf()).toEqual({ phone: "555 0100", zip: null, custom: { fleet: "15 vans", crew_size: "9" } });
  await messages(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("12 vans")).toBeVisible();
  expect(await profileOf()).toEqual({ phone: null, zip: "62701", custom: { fleet: "12 vans" } });
});

test("what somebody else saved meanwhile is told, and each field is decided on", async ({ page }) => {
  const form = await openForm(page);
  await form.getByLabel("Phone").fill("555 0101");
  await form.getByLabel("City").fill("Peoria");
  await api("PATCH", `/api/prospects/${id}`, { phone: "555 0199", website: "https://glen.test" });
  await form.getByRole("button", { name: "Save" }).click();
  const notice = form.getByRole("alert").filter({ hasText: "This profile changed while you were editing" });
  await expect(notice).toContainText("Phone: none → 555 0199");
  await expect(notice.getByRole("radio")).toHaveCount(2);
  await notice.getByRole("radio", { name: "Take theirs: 555 0199" }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toHaveCount(0);
  const stored = await sql("SELECT phone, city, website FROM prospects WHERE id = $1", [id]);
  expect(stored).toEqual([{ phone: "555 0199", city: "Peoria", website: "https://glen.test" }]);
});

test("what is refused stands at its field, and who has the address is a click away", async ({ page }) => {
  const form = await openForm(page);
  await form.getByLabel("State").fill("Nowhere");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByLabel("State")).toHaveAccessibleDescription(/must be a US state/i);
  await form.getByLabel("State").fill("IL");
  await expect(form.getByLabel("State")).not.toHaveAccessibleDescription(/must be/i);
  await form.getByLabel("Email address").fill(`owner@${other.toLowerCase().replace(" ", "-")}.test`);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByLabel("Email address")).toHaveAccessibleDescription(/belongs to another prospect/i);
  await form.getByRole("link", { name: "Show the prospect that has this address" }).click();
  await expect(page).toHaveURL(new RegExp(otherId));
});

test("a status is set, which ends the sequence, and undone as if it had not been", async ({ page }) => {
  await openPage(page, `/prospects/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Set the status…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set the status" });
  await dialog.getByLabel("Status").selectOption("demo_scheduled");
  await dialog.getByRole("button", { name: "Set the status" }).click();
  await expect(page.getByText("A demo is scheduled: the sequence is over.").first()).toBeVisible();
  expect(await outreachOf(id)).toMatchObject({ status: "demo_scheduled", next_send_at: null });
  await messages(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Step 2 is next.")).toBeVisible();
  expect(await outreachOf(id)).toMatchObject({ status: "contacted", hold_reason: null });
});
