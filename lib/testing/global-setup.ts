import type { TestProject } from "vitest/node";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
  }
}

/** Services come by address (`npm test` starts them); the database is made and migrated here. */
export default async function setup(project: TestProject) {
  const databaseUrl = process.env.TEST_DATABASE_URL;
  const redisUrl = process.env.TEST_REDIS_URL;
  if (!databaseUrl || !redisUrl) {
    throw new Error(
      "Integration tests need TEST_DATABASE_URL and TEST_REDIS_URL: run `npm run test:integration`, which starts both.",
    );
  }
  await ensureDatabase(databaseUrl);
  await migrateDatabase(databaseUrl);
  project.provide("databaseUrl", databaseUrl);
  project.provide("redisUrl", redisUrl);
}
