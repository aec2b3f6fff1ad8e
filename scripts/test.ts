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

/** The line that everything ends with, whatever happened before. Returns the exit code. */
function lastLine(code: number): number {
  const { passed, failed } = addSummaries(summaries);
  const failures = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed;
  console.log(`\n${passed} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
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
      return lastLine(code);
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
  process.exitCode = lastLine(1);
});
