import { dirname } from "node:path";
import { runTool } from "./checks/run-tool.ts";
import { type Check, runChecks, STATIC_CHECKS } from "./checks/static-checks.ts";
import { generateClient } from "./db/migrate.ts";
import { ensureClient } from "./stack/build.ts";

// what a commit must pass: types, lint, unused code, documents, schema hash, advisories, unit tests; seconds, no services
const root = dirname(import.meta.dirname);
const unitTests: Check = {
  name: "unit tests",
  run: () => runTool(root, ["node_modules/vitest/vitest.mjs", "run", "--project", "unit"]),
};
await ensureClient(root, generateClient);
const { failures } = await runChecks(root, [...STATIC_CHECKS, unitTests]);
process.exitCode = failures.length === 0 ? 0 : 1;
