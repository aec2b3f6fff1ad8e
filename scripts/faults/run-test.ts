import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { NamedTest } from "./read-table.ts";

/** `broken`: no test ran, so nothing was shown. */
export type Outcome = "passed" | "failed" | "broken";

type Report = { numPassedTests: number; numFailedTests: number };
export type Services = { databaseUrl: string; redisUrl: string };

const longestMs = 5 * 60_000;
const kept = ["PATH", "HOME", "USER", "TMPDIR", "LANG"];

/** Runs named tests in a folder; one that does not end in five minutes has failed. */
export async function runTests(folder: string, tests: readonly NamedTest[], services: Services): Promise<Outcome> {
  const report = join(folder, "faults-report.json");
  rmSync(report, { force: true });
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...vitestOptions(tests, report)], {
    cwd: folder,
    env: environment(services),
    stdio: "ignore",
    detached: true,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  }, longestMs);
  await once(child, "exit");
  clearTimeout(timer);
  if (isLate) return "failed";
  return existsSync(report) ? outcomeOf(JSON.parse(readFileSync(report, "utf8"))) : "broken";
}

/** What the report of a run says of it. */
export function outcomeOf({ numPassedTests, numFailedTests }: Report): Outcome {
  if (numFailedTests > 0) return "failed";
  return numPassedTests > 0 ? "passed" : "broken";
}

function vitestOptions(tests: readonly NamedTest[], report: string): string[] {
  const isIntegration = tests.some(({ path }) => path.endsWith(".int.test.ts"));
  const projects = isIntegration ? ["--project", "unit", "--project", "integration"] : ["--project", "unit"];
  const names = tests.map(({ title }) => titlePattern(title)).join("|");
  const paths = [...new Set(tests.map(({ path }) => path))];
  return [...projects, "--reporter=json", `--outputFile=${report}`, "-t", names, ...paths];
}

/** A title as a pattern of test names: what a table of cases fills in (`%s`, `$name`) may be anything. */
export function titlePattern(title: string): string {
  return title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%[a-z]|\\\$\w+/g, ".*");
}

function environment({ databaseUrl, redisUrl }: Services): NodeJS.ProcessEnv {
  const shell = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { ...shell, TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } as never;
}
