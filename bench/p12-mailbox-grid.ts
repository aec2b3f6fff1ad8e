import { type Browser, chromium, type Page } from "playwright";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { requireChromium } from "#scripts/test/chromium.ts";
import { type BenchContext, useBenchDatabase } from "./bench-context.ts";
import { answerMs, firstRowMs, rowsInPage, watchGrid } from "./grid-page.ts";
import { type BenchEnv, type BenchReport, type Measured, median } from "./harness.ts";
import { createTraffic, fillPlaces } from "./reputation-data.ts";

export const needsApp = true;

const rounds = 7;
const sendsPerMailbox = 5;
const mostMs = 100;
const grids = [
  { name: "11,000 mailboxes", domains: 1_000, mailboxesEach: 11 },
  { name: "100 mailboxes", domains: 10, mailboxesEach: 10 },
] as const;
const works = ["first row", "sort", "select", "select all", "scroll", "filter"] as const;
type Work = (typeof works)[number];

type Grid = { name: string; page: Page; times: Record<Work, number[]>; rows: number };

/** The mailbox grid of a large tenant against that of a small one, in a browser. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = useBenchDatabase(env, env.databaseUrl);
  const browser = await chromium.launch({
    executablePath: requireChromium(process.env, env.say),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const [large, small] = [await openGrid(env, bench, browser, 0), await openGrid(env, bench, browser, 1)];
    for (let round = 0; round <= rounds; round += 1) {
      for (const grid of round % 2 ? [large, small] : [small, large]) await useGrid(grid, `${env.appUrl}`, round > 0);
      env.say(`round ${round} of ${rounds}`);
    }
    return report(large, small);
  } finally {
    await browser.close();
    await bench.close();
  }
}

/** A tenant with that grid, and a tab of its owner. */
async function openGrid(env: BenchEnv, bench: BenchContext, browser: Browser, which: 0 | 1): Promise<Grid> {
  const { name, ...wanted } = grids[which];
  const owner = { email: `owner${which}@grid.test`, name: "Ann Lee", password: crypto.randomUUID() };
  const { tenantId } = await createTenant(bench.ctx, { name: `grid ${which}`, owner });
  const places = await fillPlaces(bench.pool, tenantId, { ...wanted, under: `sender${which}.test` });
  await createTraffic(bench.pool, places, sendsPerMailbox);
  env.say(`${name} written`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { email, password } = owner;
  const answer = await context.request.post(`${env.appUrl}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: env.appUrl ?? "" },
  });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
  const page = await context.newPage();
  await watchGrid(page);
  return { name, page, times: recordOf(() => []), rows: 0 };
}

function recordOf<Value>(make: () => Value): Record<Work, Value> {
  return Object.fromEntries(works.map((work) => [work, make()])) as Record<Work, Value>;
}

/** Opens the grid, and sorts, selects, scrolls and filters once it rests. */
async function useGrid(grid: Grid, url: string, isTimed: boolean): Promise<void> {
  const { page } = grid;
  const found = recordOf(() => 0);
  await page.goto(`${url}/mailboxes?sort=name`, { waitUntil: "commit" });
  found["first row"] = await firstRowMs(page);
  await rest(grid);
  found.sort = await answerMs(page, "click", () => page.getByRole("button", { name: "Mailbox", exact: true }).click());
  await rest(grid);
  const boxes = page.getByRole("region", { name: "Mailboxes", exact: true }).getByRole("checkbox");
  found.select = await answerMs(page, "click", () => boxes.nth(3).click());
  await rest(grid);
  found["select all"] = await answerMs(page, "click", () => boxes.first().click());
  await rest(grid);
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await rest(grid);
  found.scroll = await answerMs(page, "scroll", () =>
    page.getByRole("region", { name: "Mailboxes" }).evaluate((box) => box.scrollTo(0, box.scrollHeight / 2)),
  );
  await rest(grid);
  await page.getByRole("searchbox", { name: "Mailbox or domain" }).pressSequentially("sender");
  await rest(grid);
  found.filter = await answerMs(page, "keydown", () => page.keyboard.press("7"));
  await rest(grid);
  if (isTimed) for (const work of works) grid.times[work].push(found[work]);
}

/** Waits until nothing is loaded any more, and counts what the page holds then. */
async function rest(grid: Grid): Promise<void> {
  await grid.page.waitForLoadState("networkidle");
  await grid.page.waitForTimeout(500);
  grid.rows = Math.max(grid.rows, await rowsInPage(grid.page));
}

function report(large: Grid, small: Grid): BenchReport {
  const measured = works.flatMap((work) =>
    [large, small].map((grid) => measuredOf(`${work}, ${grid.name}`, grid, work)),
  );
  const ratio = (work: Work) => ({
    name: `${work}: 11,000 mailboxes : 100`,
    value: median(large.times[work]) / median(small.times[work]),
    atLeast: 2,
    isCeiling: true,
  });
  const absolute = (work: Work) => ({
    name: `${work}, 11,000 mailboxes`,
    value: median(large.times[work]),
    unit: "ms",
    atLeast: mostMs,
    isCeiling: true,
  });
  return {
    id: "P12",
    title: "Mailbox grid",
    sizes: [
      `11,000 mailboxes of 1,000 sending domains, and 100 of 10, ${sendsPerMailbox} sends a mailbox in 24 h; production build, ${rounds} rounds in turn in Chromium at 1440 × 900, every round a fresh load of the page with scripts in the browser's cache`,
      "first row: from navigation until a row is on the screen; sort: from the click on a heading until the other order is; filter: from the key until only the mailboxes found are; scroll: from a jump to the middle until the rows there are; select: from the click on a row's box, or on that of all, until their number is",
    ],
    measured,
    verdicts: [
      ...(["first row", "sort", "filter"] as const).map(ratio),
      ...(["sort", "filter", "scroll", "select", "select all"] as const).map(absolute),
      { name: "rows in the DOM", value: Math.max(large.rows, small.rows), unit: "", atLeast: 80, isCeiling: true },
    ],
  };
}

function measuredOf(name: string, { times }: Grid, work: Work): Measured {
  const medianMs = median(times[work]);
  return { name, times: times[work], medianMs, perSecond: 1_000 / medianMs };
}
