import pg from "pg";
import { type Credentials, credentials } from "./credentials.ts";

export type Row = Record<string, unknown>;

/** Asks the database behind the product directly: what the screen says is compared with it. */
export async function sql<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  { database_url }: Pick<Credentials, "database_url"> = credentials(),
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database_url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Adds a row as it is, past all that the product would say to it; returns it with what the database filled in. */
export async function insert<Made extends Row>(table: string, row: Row): Promise<Made> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  const rows = await sql<Made>(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${places.join(", ")}) RETURNING *`,
    Object.values(row),
  );
  return rows[0] as Made;
}
