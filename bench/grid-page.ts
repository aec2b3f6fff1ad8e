import type { Page } from "playwright";

/** What the page under measurement is asked for. Times are of the page's own clock, in ms. */
type GridWatch = {
  /** from navigation until the first row was painted */
  firstRow(): Promise<number>;
  /** waits for the next event of that kind */
  arm(type: string): void;
  /** from that event until other rows, or another count of selected ones, were painted */
  answer(): Promise<number>;
};

type Watching = { gridWatch: GridWatch };

/** Has every page of the tab watch its grid from before its own scripts run. */
export async function watchGrid(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const view = () => {
      const first = document.querySelector("table[aria-rowcount] tbody tr[data-index]");
      const rows = first?.closest("table")?.getAttribute("aria-rowcount");
      const selected = document.querySelector('[aria-label="Selected mailboxes"]')?.textContent ?? "";
      return first ? `${rows} ${first.getAttribute("data-index")} ${first.textContent} ${selected}` : null;
    };
    // What a frame's callback finds is painted by that frame; a task after it runs when it is on the screen.
    const painted = (isThere: () => boolean) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (isThere()) setTimeout(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    const firstRow = painted(() => view() !== null);
    let answer = Promise.resolve(Number.NaN);
    const arm = (type: string) => {
      const before = view();
      answer = new Promise((resolve) => {
        const begin = async ({ timeStamp }: Event) => {
          resolve((await painted(() => view() !== null && view() !== before)) - timeStamp);
        };
        window.addEventListener(type, begin, { once: true, capture: true });
      });
    };
    (window as unknown as Watching).gridWatch = { firstRow: () => firstRow, arm, answer: () => answer };
  });
}

/** Milliseconds from navigation until the first row is on the screen. */
export function firstRowMs(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Watching).gridWatch.firstRow());
}

/** Milliseconds from the event, which `act` brings about, until other rows or another count of selected ones are on the screen. */
export async function answerMs(page: Page, type: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate((kind) => (window as unknown as Watching).gridWatch.arm(kind), type);
  await act();
  return page.evaluate(() => (window as unknown as Watching).gridWatch.answer());
}

/** Rows that the tables of the page hold, headings and fillers among them. */
export function rowsInPage(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll("tr").length);
}
