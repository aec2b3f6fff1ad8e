import type { Browser, BrowserContext, Page } from "playwright";
import type { Credentials } from "#scripts/stack/credentials.ts";

export type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Pages that no navigation names. Those with an id are taken of the first of their kind. */
const others = ["/prospects/import", "/account", "/api-docs"];
const kinds = ["domains", "mailboxes", "prospects", "campaigns", "templates"];

/** Signs in through the form, as a person does. */
export async function signIn(browser: Browser, { url, email, password }: Credentials): Promise<Session> {
  const page = await browser.newPage();
  await page.goto(`${url}/login`, { waitUntil: "networkidle" });
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/overview/);
  const session = await page.context().storageState();
  await page.context().close();
  return session;
}

/** Every page that the navigation leads to, the tabs of those that have some, one page of each kind of thing, and the others. */
export async function listPages(browser: Browser, url: string, session: Session): Promise<string[]> {
  const context = await browser.newContext({ storageState: session, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/overview`, { waitUntil: "networkidle" });
  const named = await hrefs(page, 'nav[aria-label="Console"]');
  const tabs: string[] = [];
  for (const path of named) {
    await page.goto(url + path, { waitUntil: "networkidle" });
    const links = await hrefs(page, "main nav");
    tabs.push(...links.filter((href) => href.startsWith(`${path}?`) || href.startsWith(`${path}/`)));
  }
  const ofThings: string[] = [];
  for (const kind of kinds.filter((one) => named.includes(`/${one}`))) {
    const id = await firstId(page, `${url}/api/${kind}?limit=1`);
    if (id) ofThings.push(`/${kind}/${id}`);
  }
  await context.close();
  return ["/login", ...new Set([...named, ...tabs, ...others, ...ofThings])];
}

function hrefs(page: Page, inside: string): Promise<string[]> {
  return page
    .locator(`${inside} a[href^="/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

async function firstId(page: Page, url: string): Promise<string | undefined> {
  const response = await page.request.get(url);
  if (!response.ok()) return undefined;
  const { items } = (await response.json()) as { items?: { id: string }[] };
  return items?.[0]?.id;
}
