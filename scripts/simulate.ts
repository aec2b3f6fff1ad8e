import { dirname, join } from "node:path";
import { readOptions, usage } from "./simulate/options.ts";
import { describeFailure } from "./stack/setup-error.ts";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run simulate -- --prospects 20000 --days 60 --seed 7 --faults all: on databases of its own (docs/simulation.md)
const root = dirname(import.meta.dirname);
const args = process.argv.slice(2);
try {
  readOptions(args); // before anything is started
  await runWithDatabases({
    root,
    path: "scripts/simulate/main.ts",
    args,
    migrate: false,
    dataDir: process.env.DATA_DIR || join(root, ".data", "simulate"),
  });
} catch (error) {
  console.error(`${describeFailure(error)}\n${usage}`);
  process.exitCode = 2;
}
