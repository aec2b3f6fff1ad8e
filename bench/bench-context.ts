import { Redis } from "ioredis";
import pg from "pg";
import { createDatabase } from "#lib/db/client.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";
import type { BenchEnv } from "./harness.ts";

export type BenchContext = {
  ctx: EngineContext;
  /** the bench's own database, migrated and empty at the start */
  databaseUrl: string;
  /** as the login role: no row-level security, for generating data */
  pool: pg.Pool;
  close(): Promise<void>;
};

/**
 * A context on a fresh database of the bench's own and the given Redis (of which it must use keys of its own tenants only). `close`
 * drops the database. Mail, DNS and the job runner are absent: using one is an error.
 */
export async function openBenchContext(env: BenchEnv, name: string): Promise<BenchContext> {
  const databaseUrl = await createBenchDatabase(env.databaseUrl, name);
  const bench = useBenchDatabase(env, databaseUrl);
  const close = async () => {
    await bench.close();
    await dropBenchDatabase(env.databaseUrl, name);
  };
  return { ...bench, close };
}

/** The same on a database that is there already and stays: the one the app works on. */
export function useBenchDatabase(env: BenchEnv, databaseUrl: string): BenchContext {
  const db = createDatabase(databaseUrl);
  const redis = new Redis(env.redisUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // An idle line that Postgres cuts, as it does when a database is dropped, is made anew by the next query.
  pool.on("error", (error) => env.say(`a line to Postgres was lost: ${error.message}`));
  const absent = async () => {
    throw new Error("a bench has no such port");
  };
  const ctx: EngineContext = {
    ...db,
    redis,
    mail: { deliver: absent, checkConnection: absent, close: async () => {} },
    dns: { lookUpMailDomain: absent, lookUpText: absent },
    publish: absent,
    now: () => new Date(),
    log: createLogger("warn"),
    config: {
      appUrl: env.appUrl ?? "http://127.0.0.1:3000",
      encryptionKey: Buffer.alloc(32, 7),
      oldEncryptionKeys: [],
      isRecontactEnabled: true,
      alertMail: null,
    },
  };
  const close = async () => {
    await Promise.all([db.close(), pool.end()]);
    redis.disconnect();
  };
  return { ctx, databaseUrl, pool, close };
}

/** A migrated, empty database of that name on the server of `url`, in place of one that an earlier run left; answers its address. */
export async function createBenchDatabase(url: string, name: string): Promise<string> {
  await dropBenchDatabase(url, name);
  const own = new URL(url);
  own.pathname = `/bench_${name}`;
  await ensureDatabase(own.href);
  await migrateDatabase(own.href);
  return own.href;
}

export async function dropBenchDatabase(url: string, name: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(`bench_${name}`)} WITH (FORCE)`);
  await client.end();
}
