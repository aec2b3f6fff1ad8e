import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { statementName } from "./statement-name.ts";
import type { Tx } from "./types.ts";

/** Prisma's models inside transactions that somebody else has begun. */
export type ModelClient = {
  /** Opens Prisma on a connection whose transaction has begun, until `end`; it neither begins nor ends anything there. */
  join(connection: pg.PoolClient, timeoutMs: number): { models: Promise<Tx>; end(): Promise<void> };
  close(): Promise<void>;
};

const current = new AsyncLocalStorage<pg.PoolClient>();
const alreadyDone = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);

/** Gives Prisma the connection of the surrounding transaction and keeps its BEGIN, COMMIT and release from it. */
class JoinedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(): unknown {
    const connection = current.getStore();
    if (!connection) return Promise.reject(new Error("a model was used outside a transaction"));
    return Promise.resolve(
      new Proxy(connection, {
        get(target, name) {
          if (name === "release") return () => {};
          if (name === "query")
            return (query: pg.QueryConfig) => (alreadyDone.has(query.text) ? nothing : target.query(query));
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    );
  }
}

const nothing = Promise.resolve({ rows: [], fields: [], rowCount: 0 });

export function createModelClient(): ModelClient {
  const pool = new JoinedPool();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: (query) => statementName(query.sql) }),
  });
  return {
    join(connection, timeoutMs) {
      const opened = Promise.withResolvers<Tx>();
      const finish = Promise.withResolvers<void>();
      const work = async (tx: Tx) => {
        opened.resolve(tx);
        await finish.promise;
      };
      const done = current
        .run(connection, () => prisma.$transaction(work, { timeout: timeoutMs }))
        .catch(opened.reject);
      return {
        models: opened.promise,
        end: async () => {
          finish.resolve();
          await done;
        },
      };
    },
    close: () => prisma.$disconnect(),
  };
}
