import pg from "pg";
import { type Credentials, credentials } from "./credentials.ts";

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
