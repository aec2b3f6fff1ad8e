import { readFileSync } from "node:fs";
import { expect, type Page } from "playwright/test";
import { openPage } from "./support/console.ts";
import { credentials } from "./support/credentials.ts";
import {
  addressesOn,
  createGridWorld,
  gridOf,
  headersOf,
  openGrid,
  pauseAll,
  rowOf,
  shown,
} from "./support/mailbox-grid.ts";
import { test } from "./support/test.ts";

// The mailbox grid on mailboxes of its own, found by their domains; nothing else is changed.
const mark = `grid-${Date.now().toString(36)}`;
const [first, second] = [`${mark}-a.test`, `${mark}-b.test`];
const all = [...addressesOn(first), ...addressesOn(second)].toSorted();

test.beforeAll(() => createGridWorld(mark));
test.afterAll(() => pauseAll(mark));

const open = (page: Page, query?: string) => openGrid(page, mark, query);
const counted = (page: Page, text: string) => expect(page.getByText(text, { exact: true }).first()).toBeVisible();

test("what is found, its order, groups and columns are in the URL and come back with it", async ({ page }) => {
  await open(page);
  await expect.poll(() => shown(page)).toEqual(all);
  await expect(gridOf(page)).toHaveAttribute("aria-rowcount", String(all.length + 1));

  await gridOf(page).getByRole("button", { name: "Daily limit" }).click();
  await gridOf(page).getByRole("button", { name: "Daily limit" }).click();
  await expect(page).toHaveURL(/sort=-limit/);
  await page.getByRole("combobox", { name: "Sending domain" }).fill(second);
  await page.getByRole("option", { name: second }).click();
  await expect(page).toHaveURL(new RegExp(`domain=${second}`));
  const byLimit = addressesOn(second).toReversed();
  await expect.poll(() => shown(page)).toEqual(byLimit);

  await page.getByLabel("Group").selectOption("domain");
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("checkbox", { name: "Connection" }).click();
  await page.getByRole("checkbox", { name: "Opened" }).click();
  await page.reload();
  await expect.poll(() => shown(page)).toEqual(byLimit);
  await expect(gridOf(page).getByRole("columnheader", { name: "Connection" })).toBeVisible();
  await expect(gridOf(page).getByRole("columnheader", { name: "Opened" })).toHaveCount(0);

  const group = gridOf(page).getByRole("button", { name: second, exact: true });
  await expect(group).toHaveAttribute("aria-expanded", "true");
  await group.click();
  await expect(headersOf(page)).toHaveCount(0);
  await page.reload();
  await expect(group).toHaveAttribute("aria-expanded", "false");
});

test("a view is kept under a name and comes back as a URL", async ({ page }) => {
  await open(page, "&sort=-name&show=paused");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Name of this view").fill("Backwards");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await openPage(page, "/mailboxes");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Backwards", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`q=${mark}.*sort=-name.*show=paused`));
  await expect.poll(() => shown(page)).toEqual(all.toReversed());
});

test("many are resumed and paused at once, with counts before and what became of each", async ({ page }) => {
  await open(page, `&domain=${first}`);
  await gridOf(page).getByRole("checkbox", { name: "Select all that fit" }).click();
  await counted(page, "4 mailboxes selected");
  await page.getByRole("button", { name: "Resume…", exact: true }).click();
  const resume = page.getByRole("dialog", { name: "Resume 4 mailboxes" });
  await expect(resume).toContainText("4 mailboxes will be resumed.");
  await resume.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(resume.getByText("say why they may send again", { exact: false })).toBeVisible();
  await resume.getByLabel("Why they can send again").fill("a browser test");
  await resume.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(resume.getByRole("status")).toHaveText("4 resumed.");
  await expect(resume.getByRole("listitem")).toHaveCount(4);
  await resume.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, `ann@${first}`)).not.toContainText("Paused");

  await page.getByRole("button", { name: "Clear the selection" }).click();
  await gridOf(page)
    .getByRole("checkbox", { name: `Select ann@${first}` })
    .click();
  await gridOf(page)
    .getByRole("checkbox", { name: `Select ben@${first}` })
    .click();
  await expect(page).toHaveURL(/sel=/);
  await page.getByRole("button", { name: "Pause…", exact: true }).click();
  const pause = page.getByRole("dialog", { name: "Pause 2 mailboxes" });
  await pause.getByLabel("Why they are paused").fill("a browser test");
  await pause.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(pause.getByRole("status")).toHaveText("2 paused.");
  await pause.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, `ben@${first}`)).toContainText("Paused");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 mailboxes resumed.")).toBeVisible();
  await expect(rowOf(page, `ben@${first}`)).not.toContainText("Paused");
  await pauseAll(mark);
});

test("after an undo with the pointer the keyboard goes on in the row", async ({ page }) => {
  const ann = `ann@${first}`;
  await open(page);
  await rowOf(page, ann)
    .getByRole("button", { name: `Resume… ${ann}` })
    .click();
  const resume = page.getByRole("dialog", { name: `Resume ${ann}` });
  await resume.getByLabel("Reason").fill("a browser test");
  await resume.getByRole("button", { name: "Resume", exact: true }).click();
  await rowOf(page, ann)
    .getByRole("button", { name: `Pause ${ann}` })
    .click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`${ann} can send again.`).last()).toBeVisible();
  await expect(rowOf(page, ann).locator(":focus")).toHaveCount(1);
  await pauseAll(mark);
});

test("a daily limit is refused at its field, and set for many", async ({ page }) => {
  await open(page, `&domain=${second}`);
  await gridOf(page).getByRole("checkbox", { name: "Select all that fit" }).click();
  await page.getByRole("button", { name: "Daily limit…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set the daily limit of 4 mailboxes" });
  await dialog.getByLabel("Daily limit").fill("0");
  await dialog.getByRole("button", { name: "Set the limit" }).click();
  await expect(dialog.getByText(/must be a whole number from 1 to 10000/i)).toBeVisible();
  await dialog.getByLabel("Daily limit").fill("11");
  await expect(dialog).toContainText("3 mailboxes will get the limit. 1 is at this limit already.");
  await dialog.getByRole("button", { name: "Set the limit" }).click();
  await expect(dialog.getByRole("status")).toHaveText("3 set to the limit, 1 at the limit already.");
});

test("what is found is exported in its order, and no cell is a formula", async ({ page }) => {
  await open(page, `&domain=${first}&sort=-name`);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("mailboxes.csv");
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(addressesOn(first).toReversed());
  expect(lines[1]).toContain("'=cmd");
});

test("a mailbox is made whose connection does not answer, after the test said so", async ({ page }) => {
  await openPage(page, "/mailboxes");
  await page.getByRole("button", { name: "Add mailbox" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a mailbox" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Address")).toHaveAccessibleDescription(/Must be an email address/);
  await dialog.getByLabel("Address").fill(`eve@${first}`);
  await expect(dialog.getByLabel("Address")).not.toHaveAccessibleDescription(/Must be/);
  await expect(dialog.getByLabel("Name recipients see")).toHaveAccessibleDescription("Enter the name recipients see.");
  await dialog.getByLabel("Name recipients see").fill("Eve");
  await dialog.getByLabel("First name that signs the mail").fill("Eve");
  await dialog.getByLabel("Connection", { exact: true }).selectOption({ label: `${mark} dead (simulator)` });
  await dialog.getByRole("button", { name: "Test the connection" }).click();
  const found = dialog.getByRole("region", { name: "Connection test" }).getByRole("status");
  await expect(found).toContainText("The connection does not work:");
  await expect(found).toContainText(`${first}: Authenticated.`);
  await dialog.getByRole("switch", { name: "In use" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await openPage(page, `/mailboxes?q=eve@${first}`);
  await expect(rowOf(page, `eve@${first}`)).toContainText("Turned off");
});

test("by keyboard alone: rows, details, selection", async ({ page }) => {
  await open(page, `&domain=${first}`);
  await page.keyboard.press("j");
  const opener = (name: string) => gridOf(page).getByRole("button", { name: `${name}@${first}`, exact: true });
  await expect(opener("ann")).toBeFocused();
  await page.keyboard.press("j");
  await expect(opener("ben")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(opener("ben")).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("k");
  await expect(opener("ann")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await counted(page, "1 mailbox selected");
});

test("a viewer sees the mailboxes and nothing to do with them", async ({ page, browser }) => {
  const { url } = credentials();
  const email = `${mark}@example.test`;
  const password = "nine quiet tin lamps";
  const invited = await page.request.post("/api/invitations", {
    data: { email, role: "viewer" },
    headers: { origin: url },
  });
  const { url: link } = (await invited.json()) as { url: string };
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const person = await context.newPage();
  await person.goto(link);
  await person.getByLabel("Your name").fill("Vera");
  await person.getByLabel("New password").fill(password);
  await person.getByRole("button", { name: "Join" }).click();
  await person.getByRole("link", { name: "Sign in" }).click();
  await person.getByLabel("Email").fill(email);
  await person.getByLabel("Password").fill(password);
  await person.getByRole("button", { name: "Sign in" }).click();
  await expect(person.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await open(person);
  await expect(headersOf(person).first()).toBeVisible();
  await expect(gridOf(person).getByRole("checkbox")).toHaveCount(0);
  for (const name of [/^Pause/, /^Resume/, /^Edit/, "Add mailbox", "Export CSV"])
    await expect(person.locator("#main").getByRole("button", { name })).toHaveCount(0);
  await context.close();
});
