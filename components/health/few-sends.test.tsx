import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { METRIC_CELLS } from "./metric-cells.tsx";
import type { ScopeHealth } from "./scope-health.ts";
import { Score } from "./score.tsx";

it.each([
  ["warmup", false],
  ["no_data", false],
  ["good", true],
])("draws a score of %s as one that was judged: %s", (status, isJudged) => {
  const html = renderToStaticMarkup(<Score score={100} status={status} of="a.test" />);
  expect(html.includes("100")).toBe(isJudged);
  expect(html.includes("not scored")).toBe(!isJudged);
  expect(html.includes('role="meter"')).toBe(isJudged);
});

it.each([
  ["warmup", false],
  ["critical", true],
] as const)("says that opens are under their line, of %s: %s", (status, isSaid) => {
  const metrics = { open_tracking: true, open_rate: 0, opened: 0, delivered: 1 };
  const line = { throttled: 0.05, paused: 0.03 };
  const lines = { bounce_rate: line, complaint_rate: line, blocked_rate: line, open_rate: line };
  const cell = METRIC_CELLS.opened?.({ status, metrics } as unknown as ScopeHealth, "a.test", lines);
  expect(renderToStaticMarkup(cell).includes("under 3 %")).toBe(isSaid);
});

it.each([
  [{ open_rate: 1, opened: 2, delivered: 1 }, "2 against 1, capped"],
  [{ open_rate: null, opened: 2, delivered: 0 }, "2 against 0"],
])("never shows opens of earlier messages as a part of what was delivered: %o", (counted, text) => {
  const metrics = { open_tracking: true, ...counted };
  const cell = METRIC_CELLS.opened?.({ status: "warmup", metrics } as unknown as ScopeHealth, "a.test");
  const html = renderToStaticMarkup(cell);
  expect(html).toContain(text);
  expect(html).not.toMatch(/\d of \d/);
});
