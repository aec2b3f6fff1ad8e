import type { PrismaClient } from "./generated/client.ts";

/** A transaction bound to one tenant (or, in tenancy, to the system role). Repos take nothing else. */
export type Tx = Omit<PrismaClient, `$${string}`> & Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

type TxOptions = {
  /** longest run of the whole transaction, in ms (default 15,000) */
  timeoutMs?: number;
};

export type Database = {
  /** Runs `work` in a transaction that sees and writes the rows of one tenant only. */
  forTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>;
  /** Runs `work` in a transaction that sees every tenant. Used by lib/tenancy alone. */
  acrossTenants<T>(work: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>;
  close(): Promise<void>;
};
