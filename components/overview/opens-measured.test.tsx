import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { MonthCard } from "./month-card.tsx";
import { StepsCard } from "./steps-card.tsx";

const counts = { sent: 10, delivered: 8, clicked: 0, replied: 0, bounced: 0, complained: 0 };
const narrow = /\u202f/g;

function opensOf(change: { measurable: number; opened: number }) {
  const month = { ...counts, ...change };
  const pipeline = { last_30_days: month, previous_30_days: month, days: [] } as unknown as CommandCenter["pipeline"];
  const rows = renderToStaticMarkup(<MonthCard pipeline={pipeline} />).split("<tr");
  const steps = renderToStaticMarkup(<StepsCard steps={[{ ...month, kind: "sequence", step: 1 }]} />);
  return { month: rows.find((row) => row.includes("Opened"))?.replace(narrow, " "), steps: steps.replace(narrow, " ") };
}

it("takes opens as a share of the messages that could be seen being opened", () => {
  const { month, steps } = opensOf({ measurable: 4, opened: 1 });
  expect(month).toContain("25.0 %");
  expect(steps).toContain("25.0 %");
});

it("does not call opens that nobody could see 0 %", () => {
  const { month, steps } = opensOf({ measurable: 0, opened: 0 });
  expect(month).toContain("not measured");
  expect(month).not.toContain("0.0 %");
  expect(steps).toContain("not measured");
});
