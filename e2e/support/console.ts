import type { Locator, Page } from "playwright/test";

/**
 * Goes to a page of the console and returns once it has come alive: before that, a click or a key is lost on it.
 * React marks an element as its own when it takes it over.
 */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => {
    const main = document.querySelector("#main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
  });
}

/** A card of a page, by its title. */
export function card(page: Page, title: string | RegExp): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: title, level: 2, exact: true }) });
}
