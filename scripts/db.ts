import { dirname } from "node:path";
import {
  DatabaseNewerError,
  describeDrift,
  diffMigrations,
  generateClient,
  migrateDatabase,
  writeMigration,
} from "./db/migrate.ts";
import { runWithDatabases } from "./stack/with-databases.ts";

// without DATABASE_URL: the database of the data folder, started for this command when it does not run
const usage = "usage: db generate | migrate | diff [name] | drift";
const [command, name] = process.argv.slice(2);

const databaseUrl = () => process.env.DATABASE_URL as string;

async function run(): Promise<string> {
  if (command === "generate") {
    generateClient();
    return "client generated";
  }
  if (command === "migrate") {
    const applied = await migrateDatabase(databaseUrl());
    return applied.length > 0 ? `applied ${applied.join(", ")}` : "nothing to apply";
  }
  if (command === "diff") {
    if (!name) return (await diffMigrations(databaseUrl())) ?? "schema.prisma and the migrations agree";
    return (await writeMigration(databaseUrl(), name)) ?? "schema.prisma and the migrations agree";
  }
  if (command === "drift") {
    const drift = await describeDrift(databaseUrl());
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
    console.error(error instanceof DatabaseNewerError ? error.message : error);
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
