import { isSchemaHashCurrent } from "#scripts/db/migration-files.ts";
import { checkAdvisories } from "./advisories.ts";
import { missingPaths } from "./doc-paths.ts";
import { runTool } from "./run-tool.ts";

/** One thing that must hold of the checkout as it lies there. `run` prints what is wrong and says whether it holds. */
export type Check = { name: string; run: (root: string) => boolean | Promise<boolean> };

const NEXT = "node_modules/next/dist/bin/next";

/** All that can be judged without running the product: seconds, no services. The database client must be generated. */
export const STATIC_CHECKS: Check[] = [
  {
    name: "types",
    run: async (root) =>
      (await runTool(root, [NEXT, "typegen"])) &&
      (await runTool(root, ["node_modules/typescript/bin/tsc", "--noEmit"])),
  },
  { name: "lint and format", run: (root) => runTool(root, ["node_modules/@biomejs/biome/bin/biome", "check", "."]) },
  { name: "unused code", run: (root) => runTool(root, ["node_modules/knip/bin/knip.js"]) },
  { name: "paths named in documents", run: documentPaths },
  { name: "schema and last migration", run: schemaHash },
  { name: "known advisories", run: checkAdvisories },
];

/** Runs the checks one after the other and prints how each ended. Returns how many held and the names of those that did not. */
export async function runChecks(root: string, checks: Check[]): Promise<{ passed: number; failures: string[] }> {
  const failures: string[] = [];
  for (const { name, run } of checks) {
    const started = performance.now();
    const holds = await run(root);
    console.log(`${holds ? "✓" : "✗"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (!holds) failures.push(name);
  }
  return { passed: checks.length - failures.length, failures };
}

function documentPaths(root: string): boolean {
  const missing = missingPaths(root);
  for (const path of missing) console.error(`does not exist: ${path}`);
  return missing.length === 0;
}

function schemaHash(): boolean {
  const current = isSchemaHashCurrent();
  if (!current)
    console.error("prisma/schema.prisma has changed since the last migration: run `npm run db:diff -- <name>`.");
  return current;
}
