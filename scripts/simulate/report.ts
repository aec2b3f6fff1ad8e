import { commandOf } from "./options.ts";
import type { SimulationResult } from "./simulation.ts";

const shownViolations = 3;

/** What a run came to, in text. `shortest`: the smallest run in which the same invariant failed; the run itself when nothing did. */
export function report(result: SimulationResult, shortest: SimulationResult): string {
  const { options, counts, costs, realMs } = result;
  const prospectDays = options.prospects * result.days;
  const sends = counts["messages accepted"] ?? 0;
  const number = (n: number) => n.toLocaleString("en");
  return [
    ...(result.violations.length > 0 ? violationsOf(shortest) : []),
    "",
    "What happened",
    ...Object.entries(counts)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, n]) => `  ${String(n).padStart(9)}  ${what}`),
    "",
    "What it cost",
    ...costs.map(
      ({ step, count, ms, msEach }) =>
        `  ${String(ms).padStart(9)} ms  ${String(count).padStart(7)} × ${msEach.toFixed(2)} ms  ${step}`,
    ),
    "",
    `${number(sends)} sends in ${number(prospectDays)} prospect-days, ${(realMs / 1_000).toFixed(1)} s: ${result.violations.length === 0 ? "every invariant held" : "FAILED"}`,
  ].join("\n");
}

function violationsOf({ violations, options }: SimulationResult): string[] {
  return violations
    .slice(0, shownViolations)
    .flatMap((violation) => [
      "",
      `VIOLATION  ${violation.invariant}`,
      `  seed ${options.seed}, ${new Date(violation.at).toISOString()}, tenant ${violation.tenantId}, outreach ${violation.outreachId ?? "-"}`,
      `  ${violation.detail}`,
      `  again: ${commandOf(options)}`,
      ...violation.lastSteps.map((line) => `    ${line}`),
    ]);
}
