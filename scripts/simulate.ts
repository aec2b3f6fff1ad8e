import { dirname, join } from "node:path";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run simulate -- --prospects 20000 --days 60 --seed 7 --faults all: on databases of its own (docs/simulation.md)
const root = dirname(import.meta.dirname);
await runWithDatabases({
  root,
  path: "scripts/simulate/main.ts",
  args: process.argv.slice(2),
  migrate: false,
  dataDir: process.env.DATA_DIR || join(root, ".data", "simulate"),
});
