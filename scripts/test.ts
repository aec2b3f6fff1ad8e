import { dirname, resolve } from "node:path";
import { removeDataDir } from "./stack/data-dir.ts";
import { fail, leave, openSession } from "./stack/session.ts";
import { describeFailure, SetupError } from "./stack/setup-error.ts";
import { makeScratchFolder, removeAbandonedFolders } from "./test/scratch-folder.ts";
import { runSuite, SUITES, type Suite } from "./test/suites.ts";
import { addSummaries, type Summary } from "./test/summary-file.ts";

// npm test [all|unit|integration|e2e] [arguments for the runner]: sets up what the tests need, runs them, removes it again
const root = dirname(import.meta.dirname);
const [suite = "all", ...args] = process.argv.slice(2);
const say = (line: string) => console.log(`· ${line}`);
const summaries: Summary[] = [];

/** What everything ends with, whatever happened before: what failed, by name, and the counts. Returns the exit code. */
function lastLines(code: number): number {
  const { passed, failures } = addSummaries(summaries);
  if (failures.length === 0 && code !== 0) failures.push(`ended with code ${code}`);
  if (failures.length === 0 && passed === 0) failures.push("no test ran");
  console.log("");
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

async function runTests() {
  if (!SUITES.includes(suite as Suite)) throw new SetupError(`Unknown suite "${suite}": use ${SUITES.join(", ")}.`);
  const parent = resolve(root, process.env.DATA_DIR || ".data");
  await removeAbandonedFolders(parent, say);
  const dataDir = makeScratchFolder(parent);
  const supervisor = await openSession({
    dataDir,
    url: "",
    say,
    atTheEnd: (code) => {
      removeDataDir(dataDir);
      return lastLines(code);
    },
  });
  if (!("start" in supervisor)) throw new SetupError(`${dataDir} is in use.`);
  try {
    const seed = process.env.SEED === "demo" ? "demo" : "empty";
    await runSuite({ root, supervisor, say, args, seed, report: (summary) => summaries.push(summary) }, suite as Suite);
    await leave(supervisor, 0);
  } catch (error) {
    await fail(supervisor, error);
  }
}

runTests().catch((error) => {
  console.error(describeFailure(error));
  process.exitCode = lastLines(1);
});
