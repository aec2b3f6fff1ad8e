import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectionParts } from "./schema-engine.ts";

const LOCK_KEY = 4_170_018;
const askEveryMs = 200;
/** Longer than an index on the largest table takes. */
const patienceMs = 60 * 60_000;

/**
 * Runs `work` while no other process migrates this database. It asks again and again instead of waiting in the database: CREATE INDEX
 * CONCURRENTLY waits for every statement that has begun, one that waits for the lock included, and both would wait for ever.
 * @throws Error when another one takes longer than an hour
 */
export async function withMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionParts(url));
  await client.connect();
  try {
    const end = performance.now() + patienceMs;
    while (!(await isTaken(client))) {
      if (performance.now() > end) throw new Error("Another process has been migrating this database for an hour.");
      await sleep(askEveryMs);
    }
    return await work();
  } finally {
    await client.end();
  }
}

async function isTaken(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [LOCK_KEY]);
  return rows[0]?.taken === true;
}
