import { dirname } from "node:path";
import { runWithDatabases } from "./stack/with-databases.ts";

// npm run seed: SEED=demo|empty into the database of the data folder (or DATABASE_URL); what is there already stays
await runWithDatabases({
  root: dirname(import.meta.dirname),
  path: "prisma/seed/main.ts",
  args: process.argv.slice(2),
  migrate: true,
});
