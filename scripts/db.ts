import { dirname } from "node:path";
import { describeDrift, diffMigrations, generateClient, migrateDatabase, writeMigration } from "./db/migrate.ts";
import { requireGivenDatabase } from "./stack/databases.ts";
import { describeFailure } from "./stack/setup-error.ts";
import { runWithDatabases } from "./stack/with-databases.ts";

// without DATABASE_URL: the database of the data folder, started for this command when it does not run
const usage = "usage: db generate | migrate | diff [name] | drift";
const [command, name] = process.argv.slice(2);

async function run(): Promise<string> {
  if (command === "generate") {
    generateClient();
    return "client generated";
  }
  if (command === "migrate") {
    const applied = await migrateDatabase(await requireGivenDatabase(process.env));
    return applied.length > 0 ? `applied ${applied.join(", ")}` : "nothing to apply";
  }
  if (command === "diff") {
    const url = await requireGivenDatabase(process.env);
    if (!name) return (await diffMigrations(url)) ?? "schema.prisma and the migrations agree";
    return (await writeMigration(url, name)) ?? "schema.prisma and the migrations agree";
  }
  if (command === "drift") {
    const drift = await describeDrift(await requireGivenDatabase(process.env));
    if (drift) process.exitCode = 2;
    return drift ?? "the database agrees with schema.prisma";
  }
  process.exitCode = 1;
  return usage;
}

async function runHere() {
  try {
    console.log(await run());
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
  process.exit();
}

const needsDatabase = ["migrate", "diff", "drift"].includes(command ?? "");
if (process.env.DATABASE_URL || !needsDatabase) await runHere();
else {
  const root = dirname(import.meta.dirname);
  await runWithDatabases({ root, path: "scripts/db.ts", args: process.argv.slice(2), migrate: false });
}
