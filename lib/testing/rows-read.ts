import type { Tx } from "#lib/db/types.ts";

/** Rows of these tables that `work` reads, by index or not. */
export async function rowsRead(tx: Tx, tables: string[], work: () => Promise<unknown>): Promise<number> {
  const read = async () => {
    const [row] = await tx.$queryRaw<{ read: number }[]>`
      SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables
      WHERE relname = ANY (${tables}::text[])`;
    return row?.read ?? 0;
  };
  const before = await read();
  await work();
  return (await read()) - before;
}
