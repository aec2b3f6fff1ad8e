import { startApp } from "./app-process.ts";
import { createBenchDatabase, dropBenchDatabase } from "./bench-context.ts";
import { benchFiles, goalOf } from "./goal-names.ts";
import { type Bench, type BenchEnv, type BenchReport, isMet, toMarkdown } from "./harness.ts";

// node --conditions=react-server bench/main.ts P3 P7 → sections of bench/RESULTS.md on stdout; exit code 1 when a goal is missed.
// SOAK takes a quarter of an hour and runs only when it is named.
const wanted = process.argv.slice(2).map((argument) => argument.toUpperCase());
const isWanted = (id: string) => (wanted.length === 0 ? id !== "SOAK" : wanted.includes(id));

function required(name: "DATABASE_URL" | "REDIS_URL"): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run \`npm run bench -- ${wanted.join(" ") || "P3"}\`, which starts its own services`,
    );
  return value;
}

/** The app and the bench share a database that is made for them and dropped afterwards. */
async function runWithApp(bench: Bench, env: BenchEnv): Promise<BenchReport> {
  const databaseUrl = await createBenchDatabase(env.databaseUrl, "app");
  try {
    const app = await startApp({ ...env, databaseUrl });
    try {
      return await bench.run({ ...env, databaseUrl, appUrl: app.url });
    } finally {
      await app.stop();
    }
  } finally {
    await dropBenchDatabase(env.databaseUrl, "app");
  }
}

let hasMissed = false;
for (const file of benchFiles().filter((name) => isWanted(goalOf(name)))) {
  const bench: Bench = await import(new URL(file, import.meta.url).href);
  const say = (line: string) => console.error(`${goalOf(file)}: ${line}`);
  const env: BenchEnv = { databaseUrl: required("DATABASE_URL"), redisUrl: required("REDIS_URL"), appUrl: null, say };
  const report = await (bench.needsApp ? runWithApp(bench, env) : bench.run(env));
  hasMissed ||= !report.verdicts.every(isMet);
  console.log(toMarkdown(report));
}
process.exit(hasMissed ? 1 : 0);
