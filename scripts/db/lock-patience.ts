import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

export type LockPatience = {
  /** so long a statement waits for a table that others hold; everybody who comes later waits behind it */
  lockTimeoutMs: number;
  /** so often it is tried before the migration fails */
  tries: number;
  /** rest between tries: those who waited behind it get their turn */
  pause: (tryNumber: number) => Promise<unknown>;
};

/** Two seconds are a delay that senders and pages bear; two minutes of tries outlast any of the engine's transactions. */
export const usualPatience: LockPatience = { lockTimeoutMs: 2_000, tries: 40, pause: () => sleep(1_000) };

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Runs a statement, or a script that is one transaction, without ever holding up others for longer than the lock time-out: then
 * it steps back and tries again. Indexes built CONCURRENTLY wait as long as it takes, since nobody waits behind them.
 * @throws what the database answers
 */
export async function runPatiently(pool: pg.Pool, sql: string, patience: LockPatience): Promise<void> {
  const lockTimeoutMs = /^\s*(--.*\n\s*)*(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY/i.test(sql)
    ? 0
    : patience.lockTimeoutMs;
  // the pool's one connection, which it would throw away after an error: the engine's lock on migrations hangs on it
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
    for (let tryNumber = 1; ; tryNumber += 1) {
      if (await isDone(client, sql, tryNumber >= patience.tries)) return;
      await patience.pause(tryNumber);
    }
  } finally {
    await client.query("SET lock_timeout = 0").catch(() => {});
    client.release();
  }
}

async function isDone(client: pg.PoolClient, sql: string, isLast: boolean): Promise<boolean> {
  try {
    await client.query(sql);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE && !isLast) return false;
    throw error;
  }
}
