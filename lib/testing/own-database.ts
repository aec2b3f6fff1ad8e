import pg from "pg";
import { afterAll, inject } from "vitest";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";

/**
 * A migrated database of one suite alone, for upkeep that touches every tenant's rows; gone when the suite ends. Call it before the
 * context that uses it is made. Returns its address.
 */
export async function createOwnDatabase(): Promise<string> {
  const shared = inject("databaseUrl");
  const name = `own_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = Object.assign(new URL(shared), { pathname: `/${name}` }).toString();
  await ensureDatabase(url);
  await migrateDatabase(url);
  afterAll(async () => {
    const admin = new pg.Client(shared);
    await admin.connect();
    await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await admin.end();
  });
  return url;
}
