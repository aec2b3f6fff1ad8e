import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "playwright/test";

/** What a theme can change of axe's findings. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/** No serious finding of axe in either theme; the page is there already. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: /Loading/ })).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await seriousFindings(new AxeBuilder({ page })), "light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(twoFrames);
  expect(await seriousFindings(new AxeBuilder({ page }).withRules(rulesOfColour)), "dark").toEqual([]);
}

/** Colours that come from further up the page follow a change of theme a frame later. */
const twoFrames = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

async function seriousFindings(axe: AxeBuilder): Promise<string[]> {
  // Otherwise the report is put together in a page of its own each time, for frames of other origins; there are none.
  const { violations } = await axe.setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact ?? ""));
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Nothing runs out of a phone's screen. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
}

const mostTabs = 80;

/** Goes to something with the Tab key alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < mostTabs; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Lets an address of the API fail until the function that this returns is called. */
export async function breakApi(page: Page, path: RegExp): Promise<() => Promise<void>> {
  const problem = { type: "about:blank", title: "Broken", status: 500, code: "internal", detail: "Something broke." };
  await page.route(path, (route) =>
    route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  return () => page.unroute(path);
}
