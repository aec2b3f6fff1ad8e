import { dirname, join } from "node:path";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run bench -- P1: on databases of its own, so that millions of rows do not end up beside a tenant's
const root = dirname(import.meta.dirname);
await runWithDatabases({
  root,
  path: "bench/main.ts",
  args: process.argv.slice(2),
  migrate: true,
  build: true,
  dataDir: process.env.DATA_DIR || join(root, ".data", "bench"),
});
