import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { advisoriesFile, checkAdvisories, readAdvisories } from "./checks/advisories.ts";
import { mergeAdvisories, readAudit } from "./checks/refresh-advisories.ts";

// compares package-lock.json with scripts/advisories.json; with `refresh` asks the registry for new advisories first
const root = dirname(import.meta.dirname);

const [command, ...more] = process.argv.slice(2);
if ((command !== undefined && command !== "refresh") || more.length > 0) {
  console.error("usage: npm run advisories [-- refresh]");
  process.exit(1);
}

function refresh(): boolean {
  const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: root, encoding: "utf8" });
  try {
    const today = new Date().toISOString().slice(0, 10);
    const list = mergeAdvisories(readAdvisories(root), readAudit(stdout ?? ""), today);
    writeFileSync(advisoriesFile(root), `${JSON.stringify(list, null, 2)}\n`);
    console.log(`${list.advisories.length} advisories as of ${today}`);
    return true;
  } catch (error) {
    console.error(`The list was not refreshed and has not changed: ${(error as Error).message}`);
    return false;
  }
}

const isRefreshed = command !== "refresh" || refresh();
const holds = checkAdvisories(root);
if (holds) console.log(`no locked version is named by the advisories as of ${readAdvisories(root).asOf}`);
process.exitCode = isRefreshed && holds ? 0 : 1;
