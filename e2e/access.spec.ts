import { type Browser, expect, type Page } from "playwright/test";
import { authenticatorCode } from "#lib/testing/authenticator.ts";
import { openPage } from "./support/console.ts";
import { test } from "./support/test.ts";

// Somebody's whole time in the console, from the invitation to the removal. Nobody else is touched.
const name = `Nora ${crypto.randomUUID().slice(0, 8)}`;
const email = `${name.toLowerCase().replace(" ", "-")}@example.test`;
const password = "seven loud paper boats";

test("an invited person joins, gets a second factor, loses a role and then the way in", async ({ page, browser }) => {
  const link = await inviteInBrowser(page);
  const person = await freshPage(browser);
  await join(person, link);
  await signIn(person);
  expect(await roleOf(person)).toBe("operator");

  const { secret, backupCode } = await enrol(person);
  await signOut(person);
  await signIn(person, await authenticatorCode(secret));

  await manage(page, async () => {
    const form = page.getByRole("form", { name: `Role of ${name}` });
    await form.getByLabel("Role").selectOption("viewer");
    await form.getByRole("button", { name: "Change role" }).click();
    await expect(page.getByText(`${name} now has the role viewer`)).toBeVisible();
  });
  await expectSignedOut(person, "/prospects?status=contacted");
  await signIn(person, backupCode, "Prospects");
  await expect(person).toHaveURL(/\/prospects\?status=contacted$/);
  expect(await roleOf(person)).toBe("viewer");

  await manage(page, async () => {
    await page.getByRole("button", { name: `Remove… ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText(`${name} was removed.`)).toBeVisible();
  });
  await expect(page.getByRole("rowheader", { name })).toHaveCount(0);
  await expectSignedOut(person);
  await person.context().close();
});

async function inviteInBrowser(page: Page): Promise<string> {
  await openPage(page, "/settings?tab=members");
  const form = page.getByRole("form", { name: "Invite someone" });
  await form.getByLabel("Email").fill("nobody");
  await form.getByLabel("Role").selectOption("operator");
  await form.getByRole("button", { name: "Create invitation link" }).click();
  await expect(form.getByText("Must be an email address.")).toBeVisible();
  await form.getByLabel("Email").fill(email);
  await form.getByRole("button", { name: "Create invitation link" }).click();
  const link = await page.getByText(/\/access-link#/).textContent();
  await page.getByRole("button", { name: "I copied it" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText(/operator/i);
  return link ?? "";
}

/** A browser in which nobody is signed in. */
async function freshPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

async function join(person: Page, link: string) {
  await person.goto(link);
  await person.getByLabel("Your name").fill(name);
  await person.getByLabel("New password").fill("password1234");
  await person.getByRole("button", { name: "Join" }).click();
  await expect(person.getByText(/too easy to guess/)).toBeVisible();
  await person.getByLabel("New password").fill(password);
  await person.getByRole("button", { name: "Join" }).click();
  await person.getByRole("link", { name: "Sign in" }).click();
}

/**
 * @param code of the app, or a backup code; without one the password must do
 * @param landing the page that was wanted
 */
async function signIn(person: Page, code?: string, landing = "Overview") {
  await person.getByLabel("Email").fill(email);
  await person.getByLabel("Password").fill(password);
  await person.getByRole("button", { name: "Sign in" }).click();
  if (code !== undefined) {
    await person.getByLabel("Code").fill(code);
    await person.getByRole("button", { name: "Sign in" }).click();
  }
  await expect(person.getByRole("heading", { name: landing, level: 1 })).toBeVisible();
}

async function enrol(person: Page): Promise<{ secret: string; backupCode: string }> {
  await openPage(person, "/account");
  await person.getByRole("button", { name: "Set up…" }).click();
  await person.getByLabel("Your password").fill(password);
  await person.getByRole("button", { name: "Continue" }).click();
  const secret = (await person.getByText(/^[A-Z2-7]{32,}$/).textContent()) ?? "";
  await person.getByLabel("Code").fill(await authenticatorCode(secret));
  await person.getByRole("button", { name: "Confirm" }).click();
  const backupCode = await person
    .getByRole("listitem")
    .filter({ hasText: /^\w{5}-\w{5}$/ })
    .first()
    .textContent();
  await person.getByRole("button", { name: "I saved them" }).click();
  return { secret, backupCode: backupCode ?? "" };
}

async function signOut(person: Page) {
  await person
    .getByRole("button", { name: new RegExp(name) })
    .filter({ visible: true })
    .first()
    .click();
  await person.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(person).toHaveURL(/\/login/);
}

async function roleOf(person: Page): Promise<string> {
  const answer = await person.request.get("/api/me");
  return ((await answer.json()) as { role: string }).role;
}

async function manage(page: Page, change: () => Promise<void>) {
  await openPage(page, "/settings?tab=members");
  await page.getByRole("button", { name: `Manage ${name}` }).click();
  await change();
}

async function expectSignedOut(person: Page, path = "/overview") {
  await person.goto(path);
  await expect(person).toHaveURL(/\/login/);
}
