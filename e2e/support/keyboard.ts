import { expect, type Page } from "playwright/test";

/** What the walk leaves in the page. */
type Walk = { wanted: string[]; reached: string[]; unseen: string[] };

/** The browser lets the focus rest on those as well, where nothing in them takes it. */
const boxesThatScroll = 8;

/** The Tab key alone leads to every control of a page, and each shows that it has the focus. */
export async function expectWalkable(page: Page): Promise<void> {
  const count = await page.locator("#main").evaluate(startWalk);
  // Past the runner: two calls a key instead of many.
  const keyboard = await page.context().newCDPSession(page);
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  for (let pressed = 0; pressed < count + boxesThatScroll; pressed += 1)
    for (const type of ["rawKeyDown", "keyUp"] as const)
      await keyboard.send("Input.dispatchKeyEvent", { ...tab, type });
  await keyboard.detach();
  const { wanted, reached, unseen } = await page.evaluate(() => (window as unknown as { walk: Walk }).walk);
  expect(
    wanted.filter((name) => !reached.includes(name)),
    "not reached with Tab",
  ).toEqual([]);
  expect(unseen, "do not show the focus").toEqual([]);
}

/** Notes what is to be reached and, as the focus goes there, whether it can be seen. Returns how many there are. */
function startWalk(main: HTMLElement): number {
  const isWanted = (element: HTMLElement) =>
    element.tabIndex >= 0 &&
    !element.matches(":disabled, [type=radio]:not(:checked)") &&
    element.checkVisibility({ visibilityProperty: true });
  const controls = [...main.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex]")];
  const wanted = controls.filter(isWanted);
  const nameOf = (element: HTMLElement) =>
    `${wanted.indexOf(element)} ${element.tagName} ${element.ariaLabel ?? element.textContent?.slice(0, 40)}`;
  const walk: Walk = { wanted: wanted.map(nameOf), reached: [], unseen: [] };
  Object.assign(window, { walk });
  const shows = (element: Element | null) => element !== null && getComputedStyle(element).outlineStyle !== "none";
  main.focus();
  main.addEventListener("focusin", ({ target }) => {
    const element = target as HTMLElement;
    walk.reached.push(nameOf(element));
    // A box or switch of our own draws the ring around the field that lies hidden in it.
    if (!shows(element) && !shows(element.parentElement)) walk.unseen.push(nameOf(element));
  });
  return wanted.length;
}
