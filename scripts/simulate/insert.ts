import type pg from "pg";

/** Rows as JSON, so that the table knows their types; in one statement a thousand. */
export async function insert(pool: pg.Pool, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(", ");
  for (let from = 0; from < rows.length; from += 1_000) {
    const json = JSON.stringify(rows.slice(from, from + 1_000));
    await pool.query(
      `INSERT INTO public."${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::public."${table}", $1::jsonb)`,
      [json],
    );
  }
}
