import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strykerCommand, strykerConfig } from "./mutate/stryker-run.ts";
import { TARGETS } from "./mutate/targets.ts";

// npm run mutate -- score guard: changes the policies in small ways and says which changes no test notices (docs/mutation.md)
const root = dirname(import.meta.dirname);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !TARGETS.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}. There are: ${TARGETS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = join(root, ".data");
mkdirSync(folder, { recursive: true });

let failed = 0;
for (const target of TARGETS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const config = join(folder, `mutation-${target.name}.json`);
  writeFileSync(config, JSON.stringify(strykerConfig(target), null, 2));
  console.log(`\n${target.name}: ${target.files.join(", ")} of ${target.folder}`);
  const stryker = spawn("npx", strykerCommand(config, devDependencies.vitest), { cwd: root, stdio: "inherit" });
  const [code] = await once(stryker, "exit");
  if (code !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
