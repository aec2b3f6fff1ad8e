import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** How the tests of one run ended. Skipped ones count as neither. */
export type Summary = { passed: number; failed: number };

/** Where a reporter leaves its counts for `npm test`; unset when the runner is used by hand. */
export const SUMMARY_VARIABLE = "TEST_SUMMARY_FILE";

/** Called by the reporters inside the test runners. */
export function leaveSummary(summary: Summary): void {
  const path = process.env[SUMMARY_VARIABLE];
  if (path) writeFileSync(path, JSON.stringify(summary));
}

/**
 * What a runner left behind, judged with how it ended. A run that failed, or ran nothing, never counts as success.
 * @param outcome `code 0` when the runner itself was content
 */
export function readSummary(path: string, outcome: string): Summary {
  const { passed, failed } = existsSync(path)
    ? (JSON.parse(readFileSync(path, "utf8")) as Summary)
    : { passed: 0, failed: 0 };
  const trouble = failed === 0 && (outcome !== "code 0" || passed === 0);
  return { passed, failed: trouble ? 1 : failed };
}

/** Counts of several runs as one. */
export function addSummaries(summaries: Summary[]): Summary {
  const sum = (pick: (summary: Summary) => number) => summaries.reduce((total, summary) => total + pick(summary), 0);
  return { passed: sum((summary) => summary.passed), failed: sum((summary) => summary.failed) };
}
