import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { createModelClient } from "./models-on-connection.ts";
import { statementName } from "./statement-name.ts";
import { inTransaction } from "./transaction.ts";
import type { Database } from "./types.ts";

const defaultTimeoutMs = 15_000;
const maxWaitMs = 10_000;
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type ClientOptions = {
  /** connections of the pool (default 10) */
  max?: number;
  /** database role of every connection; without it transactions choose theirs */
  role?: "outreach_system";
};

/** A Prisma client over a pg pool with named statements (parse once, plan once per connection). */
export function createPrismaClient(url: string, options: ClientOptions = {}): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString: url, max: options.max ?? 10, options: options.role ? `-c role=${options.role}` : undefined },
    { statementNameGenerator: (query) => statementName(query.sql) },
  );
  return new PrismaClient({ adapter });
}

/**
 * The application's way to Postgres. Every transaction drops to a role that owns nothing, for that transaction only, so it works
 * behind a pooler too; row-level security does the rest (SPEC §2).
 */
export function createDatabase(url: string, options: Pick<ClientOptions, "max"> = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: maxWaitMs,
    pipeline: true,
  });
  // A connection that breaks while nobody uses it is replaced when somebody does.
  pool.on("error", () => {});
  const models = createModelClient();
  return {
    forTenant: async (tenantId, work, txOptions) => {
      if (!uuidPattern.test(tenantId)) throw new Error("a tenant id is a uuid");
      const begin = `BEGIN; SELECT set_config('role', 'outreach_app', true), set_config('app.tenant_id', '${tenantId}', true)`;
      return inTransaction({ pool, models }, begin, work, txOptions?.timeoutMs ?? defaultTimeoutMs);
    },
    acrossTenants: (work, txOptions) => {
      const begin = "BEGIN; SELECT set_config('role', 'outreach_system', true)";
      return inTransaction({ pool, models }, begin, work, txOptions?.timeoutMs ?? defaultTimeoutMs);
    },
    close: async () => {
      await models.close();
      await pool.end();
    },
  };
}
