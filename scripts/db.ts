import {
  DatabaseNewerError,
  describeDrift,
  diffMigrations,
  generateClient,
  migrateDatabase,
  writeMigration,
} from "./db/migrate.ts";

const usage = "usage: db generate | migrate | diff [name] | drift";
const [command, name] = process.argv.slice(2);

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error(
      "DATABASE_URL is not set: give the address of the database, e.g. postgresql://postgres@127.0.0.1:5432/console",
    );
  return url;
}

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

try {
  console.log(await run());
} catch (error) {
  console.error(error instanceof DatabaseNewerError ? error.message : error);
  process.exitCode = 1;
}
process.exit();
