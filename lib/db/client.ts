import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.ts";
import type { Database, Tx } from "./types.ts";

const defaultTimeoutMs = 15_000;
const maxWaitMs = 10_000;

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
    { statementNameGenerator: (query) => createHash("sha1").update(query.sql).digest("hex") },
  );
  return new PrismaClient({ adapter });
}

/**
 * The application's way to Postgres. Every transaction drops to a role that owns nothing, for that transaction only, so it works
 * behind a pooler too; row-level security does the rest (SPEC §2).
 */
export function createDatabase(url: string, options: ClientOptions = {}): Database {
  const prisma = createPrismaClient(url, options);
  return {
    forTenant: (tenantId, work, txOptions) =>
      prisma.$transaction(
        async (tx: Tx) => {
          await tx.$queryRaw`SELECT set_config('role', 'outreach_app', true), set_config('app.tenant_id', ${tenantId}::uuid::text, true)`;
          return work(tx);
        },
        { maxWait: maxWaitMs, timeout: txOptions?.timeoutMs ?? defaultTimeoutMs },
      ),
    acrossTenants: (work, txOptions) =>
      prisma.$transaction(
        async (tx: Tx) => {
          await tx.$queryRaw`SELECT set_config('role', 'outreach_system', true)`;
          return work(tx);
        },
        { maxWait: maxWaitMs, timeout: txOptions?.timeoutMs ?? defaultTimeoutMs },
      ),
    close: () => prisma.$disconnect(),
  };
}
