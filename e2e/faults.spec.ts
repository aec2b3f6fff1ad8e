import { expect, type Page, type Route } from "playwright/test";
import { api } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { broken } from "./support/questions-of-page.ts";
import { createDomain } from "./support/senders.ts";
import { test } from "./support/test.ts";

// What a person sees when the server fails, is slow, is out of reach, or when somebody else was faster.
const run = Date.now().toString(36);
const domain = `faults-${run}.test`;

let delayBefore: number;

// A domain without mailboxes: it sends nothing, so that other tests' messages go where those expect them.
test.beforeAll(async () => {
  await createDomain(domain);
  delayBefore = await storedDelay();
});

test.afterAll(async () => {
  const { version } = await api<{ version: number }>("GET", "/api/config");
  await api("PATCH", "/api/config", { version, sequence_delay_hours: delayBefore });
});

const row = (page: Page) => page.getByRole("row").filter({ hasText: domain });
const domains = `/domains?q=${run}`;

test("API 500: the view says what failed, with the request to name, and a retry brings it", async ({ page }) => {
  await page.route("**/email-health", (route) => route.fulfill(broken));
  await openPage(page, domains);
  const failure = page.getByRole("alert").filter({ hasText: "The health of the domains could not be loaded" });
  await expect(failure).toContainText("Something went wrong on our side");
  await expect(failure).toContainText("r-77");
  await expect(page.getByRole("heading", { name: "Domains", level: 1 })).toBeVisible();
  await page.unroute("**/email-health");
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(row(page)).toBeVisible();
  await expect(failure).toHaveCount(0);
});

test("API 500 while a view is open: the last known state stays, says so, turns late and out of date, and recovers", async ({
  page,
}) => {
  await page.clock.install();
  await openPage(page, domains);
  await expect(row(page)).toBeVisible();
  await page.route("**/email-health", (route) => route.fulfill(broken));
  await page.clock.runFor("00:45");
  const stale = page.getByRole("status").filter({ hasText: "this is the last known state" });
  await expect(stale).toBeVisible();
  await expect(row(page)).toBeVisible();
  await expect(page.getByText(/^Late: updated/)).toBeVisible();
  await page.clock.runFor("01:00");
  await expect(page.getByText(/^Out of date: updated/)).toBeVisible();
  await page.unroute("**/email-health");
  await page.clock.runFor("00:20");
  await expect(stale).toHaveCount(0);
  await expect(page.getByText(/^Updated/)).toBeVisible();
});

test("offline: a banner says so and what is shown stays; back on line it catches up by itself", async ({
  page,
  context,
}) => {
  await page.clock.install();
  await openPage(page, domains);
  await expect(row(page)).toBeVisible();
  await context.setOffline(true);
  await page.clock.runFor("01:30");
  const banner = page.getByRole("alert").filter({ hasText: "The server does not answer" });
  await expect(banner).toBeVisible();
  await expect(row(page)).toBeVisible();
  await expect(page.getByText(/^Out of date: updated/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^Updated/)).toBeVisible();
  await page.clock.runFor("00:31");
  await expect(banner).toHaveCount(0);
});

test("slow: the place of the table is kept until the answer is there", async ({ page }) => {
  const held: Route[] = [];
  await page.route("**/email-health", (route) => void held.push(route));
  await openPage(page, domains);
  await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(row(page)).toHaveCount(0);
  for (const route of held) await route.continue();
  await expect(row(page)).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
});

test("saving that fails keeps what was typed and says why; the next try saves it", async ({ page }) => {
  const { form, hours } = await openCadence(page);
  await page.route("**/api/config", (route) =>
    route.request().method() === "PATCH" ? route.fulfill(broken) : route.continue(),
  );
  await hours.fill("71");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("Something went wrong on our side");
  await expect(hours).toHaveValue("71");
  await page.unroute("**/api/config");
  await form.getByRole("button", { name: "Save" }).click();
  await expect.poll(storedDelay).toBe(71);
});

test("two tabs edit the same settings: the second is told what the first saved, and decides", async ({
  page,
  context,
}) => {
  const [first, second] = [await openCadence(page), await openCadence(await context.newPage())];
  await second.hours.fill("66");
  await first.hours.fill("60");
  await first.form.getByRole("button", { name: "Save" }).click();
  await expect.poll(storedDelay).toBe(60);
  await second.form.getByRole("button", { name: "Save" }).click();
  const conflict = second.form.getByRole("alert").filter({ hasText: "These settings changed while you were editing" });
  await expect(conflict.getByRole("radio", { name: "Take theirs: 60 hours" })).toBeVisible();
  await expect(conflict.getByRole("radio", { name: "Keep mine: 66 hours" })).toBeChecked();
  expect(await storedDelay()).toBe(60);
  await conflict.getByRole("button", { name: "Save" }).click();
  await expect.poll(storedDelay).toBe(66);

  await first.hours.fill("50");
  await first.form.getByRole("button", { name: "Save" }).click();
  await first.form.getByRole("button", { name: "Discard my changes" }).click();
  await expect(first.hours).toHaveValue("66");
  expect(await storedDelay()).toBe(66);
});

async function openCadence(page: Page) {
  await openPage(page, "/settings?tab=sequence");
  const form = page.getByRole("form", { name: "Sequence", exact: true });
  const hours = form.getByLabel("Delay between steps");
  await expect(hours).toBeEditable();
  return { form, hours };
}

async function storedDelay(): Promise<number> {
  return (await api<{ sequence_delay_hours: number }>("GET", "/api/config")).sequence_delay_hours;
}
