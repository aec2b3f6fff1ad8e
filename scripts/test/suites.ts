import { join } from "node:path";
import { runChecks, STATIC_CHECKS } from "#scripts/checks/static-checks.ts";
import { ensureDatabase } from "#scripts/db/migrate.ts";
import { generateClient } from "#scripts/stack/build.ts";
import { type Databases, startDatabases } from "#scripts/stack/databases.ts";
import { freePort } from "#scripts/stack/ports.ts";
import type { Supervisor } from "#scripts/stack/processes.ts";
import { type Say, startOnDatabases } from "#scripts/stack/stack.ts";
import type { Environment } from "#scripts/stack/variables.ts";
import { requireChromium } from "./chromium.ts";
import { readSummary, SUMMARY_VARIABLE, type Summary } from "./summary-file.ts";

export const SUITES = ["all", "unit", "integration", "e2e"] as const;
export type Suite = (typeof SUITES)[number];
export type TestRun = {
  root: string;
  supervisor: Supervisor;
  say: Say;
  /** Passed on to the test runner. */
  args: string[];
  seed: "demo" | "empty";
  /** Called with the counts of each part when it has ended. */
  report: (summary: Summary) => void;
};

// addresses of somebody's real services must not reach a test
const NOT_FOR_TESTS = ["DATABASE_URL", "REDIS_URL", "APP_URL", "INNGEST_BASE_URL", "INNGEST_DEV", "NODE_ENV", "PORT"];

/** Runs a suite, or all of them one after the other, and reports the counts of each part. @throws SetupError */
export async function runSuite(run: TestRun, suite: Suite): Promise<void> {
  const { root, supervisor, say, report } = run;
  await generateClient({ root, supervisor, env: process.env, say });
  if (suite === "unit") return report(await runVitest(run, ["unit"], {}));
  if (suite === "all") report(await runChecks(root, STATIC_CHECKS));
  const databases = await startDatabases(supervisor, givenServices(), say, "test");
  const projects = suite === "all" ? ["unit", "integration"] : ["integration"];
  if (suite !== "e2e") report(await runVitest(run, projects, testServices(databases)));
  if (suite !== "integration") report(await runBrowserTests(run, databases));
}

function givenServices() {
  const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env;
  return { ...(databaseUrl && { databaseUrl }), ...(redisUrl && { redisUrl }) };
}

const testServices = ({ databaseUrl, redisUrl }: Databases) => ({
  TEST_DATABASE_URL: databaseUrl,
  TEST_REDIS_URL: redisUrl,
});

/** Another database and another Redis number on the same servers: the integration tests leave their rows behind. */
export function besideTests({ databaseUrl, redisUrl }: Databases): Databases {
  const database = new URL(databaseUrl);
  database.pathname += "_e2e";
  const redis = new URL(redisUrl);
  redis.pathname = `/${Number(redis.pathname.slice(1) || 0) + 1}`;
  return { databaseUrl: database.href, redisUrl: redis.href };
}

async function runVitest(run: TestRun, projects: string[], env: Environment): Promise<Summary> {
  const reporters = ["default", join(run.root, "scripts", "test", "summary-reporter.ts")];
  const options = [
    ...projects.flatMap((project) => ["--project", project]),
    ...reporters.flatMap((name) => ["--reporter", name]),
  ];
  return runRunner(run, "vitest", ["node_modules/vitest/vitest.mjs", "run", ...options, ...run.args], env);
}

/** The browser tests meet the product as `npm start` serves it: production build, own database, stand-in and simulator. */
async function runBrowserTests(run: TestRun, databases: Databases): Promise<Summary> {
  const { root, supervisor, say, seed } = run;
  const chromium = requireChromium(process.env, say);
  const own = besideTests(databases);
  await ensureDatabase(own.databaseUrl);
  const port = await freePort();
  const settings = { dataDir: supervisor.dataDir, port, appUrl: `http://127.0.0.1:${port}`, seed };
  await startOnDatabases({ root, settings, supervisor, mode: "start", say }, own);
  supervisor.markReady();
  const reporters = `list,${join(root, "scripts", "test", "playwright-reporter.ts")}`;
  return runRunner(
    run,
    "playwright",
    ["node_modules/playwright/cli.js", "test", `--reporter=${reporters}`, ...run.args],
    {
      E2E_BASE_URL: settings.appUrl,
      E2E_CREDENTIALS: join(supervisor.dataDir, "credentials.json"),
      PLAYWRIGHT_CHROMIUM_PATH: chromium,
    },
  );
}

async function runRunner(
  { root, supervisor }: TestRun,
  name: string,
  args: string[],
  env: Environment,
): Promise<Summary> {
  const file = join(supervisor.dataDir, `${name}.summary.json`);
  const shell = Object.fromEntries(
    Object.entries(process.env).filter(([variable]) => !NOT_FOR_TESTS.includes(variable)),
  );
  const outcome = await supervisor.outcomeOf({
    name,
    command: process.execPath,
    args,
    cwd: root,
    env: { ...shell, ...env, [SUMMARY_VARIABLE]: file },
    output: "terminal",
  });
  return readSummary(file, outcome);
}
