import { dirname, join } from "node:path";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run faults -- redis "key rotation": takes away what keeps a fault from doing harm, and says which tests did not notice (docs/faults.md)
const root = dirname(import.meta.dirname);
await runWithDatabases({
  root,
  path: "scripts/faults/main.ts",
  args: process.argv.slice(2),
  migrate: false,
  dataDir: process.env.DATA_DIR || join(root, ".data", "faults"),
});
