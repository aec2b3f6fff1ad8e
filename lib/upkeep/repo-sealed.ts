import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

/** Where sealed secrets are: rows have an `id`, and the column holds null or what was sealed. */
export type SealedColumn = { table: string; column: string };
export type SealedRow = { id: string; stored: Uint8Array | string };

/** Every column whose name says that ENCRYPTION_KEY sealed it (bytes, `…_encrypted`), read off the catalog: none can be forgotten. */
export async function selectSealedColumns(tx: Tx): Promise<SealedColumn[]> {
  return tx.$queryRaw<SealedColumn[]>`
    SELECT c.relname AS table, a.attname AS column
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.atttypid = 'bytea'::regtype AND a.attname LIKE '%\\_encrypted'
    ORDER BY 1, 2`;
}

/** What is sealed after this id, in the order of ids; null begins. */
export async function selectSealed(
  tx: Tx,
  place: SealedColumn,
  { after, limit }: { after: string | null; limit: number },
): Promise<SealedRow[]> {
  const { table, column } = quoted(place);
  return tx.$queryRaw<SealedRow[]>`
    SELECT id::text, ${column} AS stored FROM ${table}
    WHERE ${column} IS NOT NULL AND (${after}::uuid IS NULL OR id > ${after}::uuid) ORDER BY id LIMIT ${limit}::int`;
}

/** The same rows once more, as they are now; nobody else changes them until this transaction ends. */
export async function lockSealed(tx: Tx, place: SealedColumn, ids: readonly string[]): Promise<SealedRow[]> {
  const { table, column } = quoted(place);
  return tx.$queryRaw<SealedRow[]>`
    SELECT id::text, ${column} AS stored FROM ${table}
    WHERE id = ANY(${[...ids]}::uuid[]) AND ${column} IS NOT NULL ORDER BY id FOR NO KEY UPDATE`;
}

export async function updateSealed(tx: Tx, place: SealedColumn, row: SealedRow): Promise<void> {
  const { table, column } = quoted(place);
  await tx.$executeRaw`UPDATE ${table} SET ${column} = ${row.stored} WHERE id = ${row.id}::uuid`;
}

/** Names of the catalog or of our own code, never of a request; quoted all the same. */
function quoted({ table, column }: SealedColumn) {
  const identifier = (name: string) => Prisma.raw(`"${name.replaceAll('"', '""')}"`);
  return { table: identifier(table), column: identifier(column) };
}
