import { dirname, join } from "node:path";
import { refuseGoals } from "../bench/goal-names.ts";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run bench -- P1: on databases of its own, so that millions of rows do not end up beside a tenant's
const root = dirname(import.meta.dirname);
const args = process.argv.slice(2);
const refusal = refuseGoals(args); // before anything is built
if (refusal !== null) {
  console.error(refusal);
  process.exit(2);
}
await runWithDatabases({
  root,
  path: "bench/main.ts",
  args,
  migrate: true,
  build: true,
  dataDir: process.env.DATA_DIR || join(root, ".data", "bench"),
});
