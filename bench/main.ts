import { readdir } from "node:fs/promises";
import { startApp } from "./app-process.ts";
import { type Bench, type BenchEnv, isMet, toMarkdown } from "./harness.ts";

// node --conditions=react-server bench/main.ts P3 P7 → sections of bench/RESULTS.md on stdout; exit code 1 when a goal is missed.
const wanted = process.argv.slice(2).map((argument) => argument.toUpperCase());
const files = (await readdir(import.meta.dirname)).filter((file) => /^p\d+-.*\.ts$/.test(file));
const idOf = (file: string) => file.slice(0, file.indexOf("-")).toUpperCase();
const unknown = wanted.filter((id) => !files.some((file) => idOf(file) === id));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${files.map(idOf).sort().join(", ")}.`);
  process.exit(2);
}

function required(name: "DATABASE_URL" | "REDIS_URL"): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run \`npm run bench -- ${wanted.join(" ") || "P3"}\`, which starts its own services`,
    );
  return value;
}

let hasMissed = false;
for (const file of files.filter((name) => wanted.length === 0 || wanted.includes(idOf(name))).sort()) {
  const bench: Bench = await import(new URL(file, import.meta.url).href);
  const say = (line: string) => console.error(`${idOf(file)}: ${line}`);
  const env: BenchEnv = { databaseUrl: required("DATABASE_URL"), redisUrl: required("REDIS_URL"), appUrl: null, say };
  const app = bench.needsApp ? await startApp(env) : null;
  try {
    const report = await bench.run({ ...env, appUrl: app?.url ?? null });
    hasMissed ||= !report.verdicts.every(isMet);
    console.log(toMarkdown(report));
  } finally {
    await app?.stop();
  }
}
process.exit(hasMissed ? 1 : 0);
