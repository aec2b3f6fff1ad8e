import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createPrismaClient } from "#lib/db/client.ts";

/** Names of the migrations beside the code; none where the code was deployed without them. */
export function expectedMigrations(root: string = process.cwd()): string[] {
  try {
    const entries = readdirSync(join(root, "prisma", "migrations"), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** A look at the applied migrations through one connection of the login role: the application's roles may not read them. */
export function createMigrationProbe(databaseUrl: string) {
  const prisma = createPrismaClient(databaseUrl, { max: 1 });
  return {
    appliedMigrations: async (): Promise<string[]> => {
      const rows = await prisma.$queryRaw<{ migration_name: string }[]>`
        SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
      return rows.map((row) => row.migration_name);
    },
    close: () => prisma.$disconnect(),
  };
}
