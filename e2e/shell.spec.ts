import { expect, type Page } from "playwright/test";
import { api } from "./support/api.ts";
import { openPage } from "./support/console.ts";
import { breakApi } from "./support/looks.ts";
import { createDomain } from "./support/senders.ts";
import { test } from "./support/test.ts";

// The frame around every page, by keyboard: palette, help, shortcuts, and the switch that stops all sending.
const domain = `shell-${Date.now().toString(36)}.test`;
let wasActive: boolean;

async function setEngine(settings: Record<string, unknown>) {
  const { version } = await api<{ version: number }>("GET", "/api/config");
  await api("PATCH", "/api/config", { version, reason: "browser tests", ...settings });
}

test.beforeAll(async () => {
  await createDomain(domain);
  wasActive = (await api<{ is_active: boolean }>("GET", "/api/config")).is_active;
  await setEngine({ is_active: true, sequencer_paused: false });
});

test.afterAll(() => setEngine({ is_active: wasActive, sequencer_paused: false }));

const isPaused = async () => (await api<{ sequencer_paused: boolean }>("GET", "/api/config")).sequencer_paused;

async function openPalette(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or run" })).toBeVisible();
  await page.keyboard.type(words);
}

test("the palette finds a domain by its name and goes there", async ({ page }) => {
  await openPage(page, "/overview");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await openPalette(page, domain);
  await expect(page.getByRole("option", { name: new RegExp(domain) }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: domain, level: 1 })).toBeVisible();
  await expect(page.locator("main, main h1").and(page.locator(":focus"))).toHaveCount(1);
});

test("the palette finds settings by the labels of their fields", async ({ page }) => {
  await openPage(page, "/overview");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await openPalette(page, "postal address");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Postal address")).toBeVisible();
  await openPalette(page, "invite");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/tab=members/);
});

test("the palette pauses a domain at once, and resumes it with a reason", async ({ page }) => {
  await openPage(page, "/suppressions");
  await openPalette(page, `pause ${domain}`);
  await expect(page.getByRole("option").first()).toHaveText(`Pause ${domain}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${domain} is paused.`)).toBeVisible();
  await openPalette(page, `resume ${domain}`);
  await expect(page.getByRole("option").first()).toHaveText(`Resume ${domain}…`);
  await page.keyboard.press("Enter");
  const resume = page.getByRole("dialog", { name: `Resume ${domain}` });
  await resume.getByLabel("Reason").fill("a browser test");
  await resume.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(resume).toHaveCount(0);
});

test("shortcuts are told by ?, and lead to pages", async ({ page }) => {
  await openPage(page, "/overview");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "Domains", level: 1 })).toBeFocused();
});

test("the kill switch stops all sending from any page, says so on every page, and sending goes on with a reason", async ({
  page,
}) => {
  await openPage(page, "/suppressions");
  await page.getByRole("button", { name: "Stop sending…" }).click();
  const stop = page.getByRole("dialog", { name: "Stop all sending" });
  await stop.getByLabel(/Reason/).fill("a browser test");
  await stop.getByRole("button", { name: "Stop sending", exact: true }).click();
  await expect.poll(isPaused).toBe(true);
  const banner = page.getByRole("alert").filter({ hasText: "All sending is stopped" });
  await expect(banner).toContainText(/just now|ago|now/);
  await openPage(page, "/jobs");
  await expect(banner).toBeVisible();

  await openPalette(page, "resume sending");
  await page.keyboard.press("Enter");
  const resume = page.getByRole("dialog", { name: "Resume sending" });
  await resume.getByLabel(/Reason/).fill("the test is over");
  await resume.getByRole("button", { name: "Resume sending" }).click();
  await expect(page.getByText("Sending resumed.")).toBeVisible();
  await expect.poll(isPaused).toBe(false);
  await expect(banner).toHaveCount(0);
});

test("sending can be stopped while nobody can say what the engine does", async ({ page }) => {
  const mend = await breakApi(page, /\/api\/command-center\/attention/);
  await openPage(page, "/jobs");
  await expect(page.getByText("Engine state unknown")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Stop sending…" })).toBeVisible();
  await openPalette(page, "stop all");
  await expect(page.getByRole("option").first()).toHaveText(/Stop all sending/);
  await page.keyboard.press("Enter");
  const stop = page.getByRole("dialog", { name: "Stop all sending" });
  await stop.getByRole("button", { name: "Stop sending", exact: true }).click();
  await expect.poll(isPaused).toBe(true);
  await mend();
  await page.getByText("Sending stopped.").locator("..").getByRole("button", { name: "Undo" }).click();
  await expect.poll(isPaused).toBe(false);
});

test("on a phone the navigation is a drawer that closes behind a choice", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPage(page, "/overview");
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("link", { name: /Alerts/ }).click();
  await expect(page.getByRole("heading", { name: "Alerts", level: 1 })).toBeVisible();
  await expect(drawer).toHaveCount(0);
});
