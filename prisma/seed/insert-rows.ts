import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

const batchRows = 1_000;

/** Inserts plain rows into a table, a thousand a statement; columns are the keys of the first row, the table knows their types. */
export async function insertRows(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Prisma.raw(
    Object.keys(first)
      .map((name) => `"${name}"`)
      .join(", "),
  );
  const target = Prisma.raw(`"${table}"`);
  for (let from = 0; from < rows.length; from += batchRows) {
    const json = JSON.stringify(rows.slice(from, from + batchRows));
    await tx.$executeRaw`INSERT INTO ${target} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${target}, ${json}::jsonb)`;
  }
}
