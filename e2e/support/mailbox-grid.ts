import { expect, type Page } from "playwright/test";
import { api } from "./api.ts";
import { openPage } from "./console.ts";
import { credentials } from "./credentials.ts";

const names = ["ann", "ben", "cat", "dan"];

/** Two sending domains with four mailboxes each, paused, and a connection that does not answer; `mark` is in all their names. */
export async function createGridWorld(mark: string) {
  const [first, second] = [`${mark}-a.test`, `${mark}-b.test`] as const;
  for (const domain of [first, second]) {
    await api("POST", "/api/domains", { domain });
    for (const [index, name] of names.entries()) {
      const mailbox = {
        from_email: `${name}@${domain}`,
        from_name: "=cmd",
        sender_name: name,
        daily_limit: 10 + index,
      };
      await api("POST", "/api/mailboxes", { ...mailbox, provider_connection_id: credentials().connection_id });
    }
  }
  const dead = `${mark} dead`;
  await api("POST", "/api/connections", { kind: "simulator", name: dead, settings: { url: "http://127.0.0.1:9" } });
  await pauseAll(mark);
}

/** Paused, other tests' messages go where those expect them. */
export async function pauseAll(mark: string): Promise<void> {
  const { items } = await api<{ items: { id: string; from_email: string }[] }>("GET", "/api/mailboxes/bulk");
  const ids = items.filter(({ from_email }) => from_email.includes(mark)).map(({ id }) => id);
  await api("POST", "/api/mailboxes/bulk", { action: "pause", ids, reason: "browser tests" });
}

/** Addresses on a domain of that world. */
export const addressesOn = (domain: string) => names.map((name) => `${name}@${domain}`);

export const gridOf = (page: Page) => page.getByRole("table", { name: "Mailboxes" });
export const rowOf = (page: Page, name: string) => gridOf(page).getByRole("row").filter({ hasText: name });
export const headersOf = (page: Page) => gridOf(page).getByRole("rowheader").filter({ hasText: "@" });

/** The addresses in view, top down. */
export async function shown(page: Page): Promise<string[]> {
  const texts = await headersOf(page).allInnerTexts();
  return texts.map((text) => /\S+@\S+/.exec(text)?.[0] ?? "");
}

/** The grid of that world's mailboxes, drawn. */
export async function openGrid(page: Page, mark: string, query = ""): Promise<void> {
  await openPage(page, `/mailboxes?q=${mark}${query}`);
  await expect(gridOf(page)).toBeVisible();
}
