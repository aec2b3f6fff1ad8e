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
  expect(html).toContain("100");
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
