import { join } from "node:path";
import type { Defence } from "./defence.ts";
import { DEFENCES } from "./defences.ts";
import { type NamedTest, testOf } from "./read-table.ts";
import { runBrowserTest } from "./run-browser-test.ts";
import { type Outcome, runTests, type Services } from "./run-test.ts";
import { applyChanges, makeScratchCopy, removeScratchCopy } from "./scratch-copy.ts";

const root = join(import.meta.dirname, "../..");
const services = { databaseUrl: required("DATABASE_URL"), redisUrl: required("REDIS_URL") };
const isQuick = process.argv.includes("--quick");
const words = process.argv
  .slice(2)
  .filter((word) => word !== "--quick")
  .map((word) => word.toLowerCase());
const isWanted = ({ fault, test }: Defence) =>
  words.length === 0 || words.some((word) => `${fault} ${test}`.toLowerCase().includes(word));
const wanted = DEFENCES.filter(isWanted);
if (wanted.length === 0) {
  console.error(`No fault and no test of docs/faults.md holds ${words.join(", ")}.`);
  process.exit(2);
}

const copy = makeScratchCopy(root, { isBuilt: wanted.some(({ test }) => isInBrowser(testOf(test))) });
const bad: string[] = [];
try {
  for (const [index, defence] of wanted.entries()) {
    const verdict = await judge(defence, services);
    if (verdict !== "noticed") bad.push(`${defence.fault} · ${defence.test}`);
    console.log(`${index + 1}/${wanted.length} ${verdict}: ${defence.fault} · ${defence.test}`);
  }
} finally {
  removeScratchCopy(copy);
}
console.log(`\n${wanted.length - bad.length} of ${wanted.length} noticed`);
for (const line of bad) console.log(`- ${line}`);
process.exitCode = bad.length === 0 ? 0 : 1;

/** Passes with the defence (taken for granted when quick) and fails without it: noticed. */
async function judge({ test, changes }: Defence, on: Services): Promise<string> {
  const named = testOf(test);
  const before = isQuick ? "passed" : await runTest(named, on);
  if (before !== "passed") return `${before} with its defence`;
  const undo = applyChanges(copy, changes);
  try {
    const outcome = await runTest(named, on);
    return outcome === "failed" ? "noticed" : `${outcome} without its defence`;
  } finally {
    undo();
  }
}

function isInBrowser({ path }: NamedTest): boolean {
  return path.endsWith(".spec.ts");
}

function runTest(named: NamedTest, on: Services): Promise<Outcome> {
  return isInBrowser(named) ? runBrowserTest(copy, named) : runTests(copy, [named], on);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run \`npm run faults\`.`);
  return value;
}
