import { createPrismaClient } from "#lib/db/client.ts";

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
