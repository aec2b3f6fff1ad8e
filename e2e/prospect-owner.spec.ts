import { expect, type Page } from "playwright/test";
import { api } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { sql } from "./support/database.ts";
import { tabTo } from "./support/looks.ts";
import { createContacted } from "./support/prospects.ts";
import { test } from "./support/test.ts";

// Whose a prospect is, and what people write down about it. The prospect is this file's own.
let id: string;

test.beforeAll(async () => {
  id = (await createContacted(`Fell ${Date.now().toString(36)}`)).id;
});

const messages = (page: Page) => page.getByRole("region", { name: "Messages" });

test("an owner and notes, with their author, are kept", async ({ page }) => {
  await openPage(page, `/prospects/${id}`);
  await page.getByLabel("Owner", { exact: true }).selectOption({ index: 1 });
  await expect(messages(page)).toContainText("The owner is changed.");
  await page.getByRole("textbox", { name: "New note" }).fill("Call on Monday");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Call on Monday" })).toContainText(/ago|now/);
  const [row] = await sql<{ owner_id: string | null; text: string }>(
    "SELECT p.owner_id, n.text FROM prospects p JOIN prospect_notes n ON n.prospect_id = p.id WHERE p.id = $1",
    [id],
  );
  expect(row).toMatchObject({ owner_id: expect.any(String), text: "Call on Monday" });
  await page.getByRole("button", { name: /Delete the note/ }).click();
  await expect(page.getByText("No notes yet")).toBeVisible();
});

test("whoever assigns second is told of it and sees the other's owner; the choice keeps the focus", async ({
  page,
}) => {
  const { items } = await api<{ items: { id: string }[] }>("GET", "/api/prospects/owners");
  const mine = items[0]?.id ?? "";
  const theirs = crypto.randomUUID();
  await api("PATCH", `/api/prospects/${id}`, { owner_id: null });
  await openPage(page, `/prospects/${id}`);
  const owner = page.getByLabel("Owner", { exact: true });
  await expect(owner).toBeEnabled();
  await owner.focus();
  await sql("UPDATE prospects SET owner_id = $2 WHERE id = $1", [id, theirs]);
  await owner.selectOption(mine);
  await expect(messages(page)).toContainText("changed this profile meanwhile");
  await expect(owner).toHaveValue(theirs);
  await expect(owner).toBeFocused();
  await owner.selectOption(mine);
  await expect(messages(page)).toContainText("The owner is changed.");
  await tabTo(page, messages(page).getByRole("button", { name: "Undo" }));
  await api("PATCH", `/api/prospects/${id}`, { owner_id: null });
  await page.keyboard.press("Enter");
  await expect(messages(page)).toContainText("changed this profile meanwhile");
  await expect(owner).toHaveValue("");
  await expect(page.locator("main :focus")).toHaveCount(1);
});
