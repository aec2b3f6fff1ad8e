import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** How the tests of one run ended: how many passed, and what to call each that failed. Skipped ones count as neither. */
export type Summary = { passed: number; failures: string[] };

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
  const { passed, failures } = existsSync(path)
    ? (JSON.parse(readFileSync(path, "utf8")) as Summary)
    : { passed: 0, failures: [] };
  if (failures.length > 0) return { passed, failures };
  if (outcome !== "code 0") return { passed, failures: [`the runner ended with ${outcome}`] };
  return { passed, failures: passed === 0 ? ["no test ran"] : [] };
}

/** Several runs as one. */
export function addSummaries(summaries: Summary[]): Summary {
  return {
    passed: summaries.reduce((total, { passed }) => total + passed, 0),
    failures: summaries.flatMap(({ failures }) => failures),
  };
}
