import type { Locator, Page } from "playwright/test";

const aliveWithinMs = 60_000;

/**
 * Goes to a page of the console and returns once it has come alive: before that, a click or a key is lost on it. One that does not is
 * loaded once more, and what it lacked is said.
 */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (await isAlive(page)) return;
  console.warn(`${path} did not come alive in a minute: ${await page.evaluate(whatIsThere)}`);
  await page.reload();
  if (!(await isAlive(page))) throw new Error(`${path} did not come alive: ${await page.evaluate(whatIsThere)}`);
}

/** React marks an element as its own when it takes it over. */
async function isAlive(page: Page): Promise<boolean> {
  const isTakenOver = () => {
    const main = document.querySelector("#main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
  };
  return page.waitForFunction(isTakenOver, undefined, { timeout: aliveWithinMs, polling: 50 }).then(
    () => true,
    (error: Error) => {
      if (error.name === "TimeoutError") return false;
      throw error;
    },
  );
}

function whatIsThere(): string {
  const scripts = [...document.scripts].filter((script) => script.src !== "").map((script) => script.src);
  const loaded = new Set(performance.getEntriesByType("resource").map(({ name }) => name));
  const missing = scripts.filter((src) => !loaded.has(src));
  const main = document.querySelector("#main") === null ? "no #main" : "#main";
  return `${document.readyState}, ${main}, ${missing.length} of ${scripts.length} scripts missing ${missing.join(" ")}`;
}

/** A card of a page, by its title. */
export function card(page: Page, title: string | RegExp): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: title, level: 2, exact: true }) });
}
