import type pg from "pg";

type Client = Pick<pg.Client, "query">;

/** Every table with rows of tenants, from the catalog: a new one cannot be forgotten. Partitions count as their parent. */
export async function listTenantTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`);
  return rows.map((row) => row.name);
}

/**
 * One line for each row of a tenant, with the transaction that wrote it: equal when nothing was written in between. Runs that the clock
 * opens are left out: another suite may play the clock for every tenant meanwhile.
 */
export async function tenantFingerprints(client: Client, tenantId: string): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of await listTenantTables(client)) {
    const { rows } = await client.query<{ print: string }>(
      `SELECT count(*) || ':' || coalesce(md5(string_agg(t.xmin || t::text, ',' ORDER BY t::text)), '') AS print
       FROM "${table}" t WHERE tenant_id = $1 AND to_jsonb(t) ->> 'trigger' IS DISTINCT FROM 'schedule'`,
      [tenantId],
    );
    prints[table] = rows[0]?.print ?? "";
  }
  return prints;
}

/** The id of a tenant's row, the `nth` while there are as many; a row is made up when there is none. */
export async function someRowId(client: Client, table: string, tenantId: string, nth = 0): Promise<string> {
  await ensureRow(client, table, tenantId);
  const { rows } = await client.query<{ id: string }>(
    `WITH ids AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS total FROM "${table}" WHERE tenant_id = $1)
     SELECT id FROM ids WHERE n = $2 % total`,
    [tenantId, nth],
  );
  return rows[0]?.id ?? "";
}

/** Makes up a row of a tenant where there is none, by what the catalog says of the table: types, checks and foreign keys. */
export async function ensureRow(client: Client, table: string, tenantId: string): Promise<void> {
  const { rowCount } = await client.query(`SELECT 1 FROM "${table}" WHERE tenant_id = $1 LIMIT 1`, [tenantId]);
  if (rowCount) return;
  const row: Record<string, unknown> = { tenant_id: tenantId, ...alsoNeeded[table] };
  for (const column of await neededColumns(client, table)) {
    row[column.name] ??= column.parent
      ? await parentId(client, column.parent, tenantId)
      : (column.option ?? madeUp(column.type));
  }
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(row),
  );
}

/** What the catalog does not say: an outreach row has a next send or a reason why not, an import knows its columns, a run what began it,
 * a delivery that waits when it is tried, and the answers of five day parts are five. */
const alsoNeeded: Record<string, Record<string, unknown>> = {
  outreach: { hold_reason: "manual_stop" },
  imports: { columns: "[]" },
  job_runs: { trigger: "manual" },
  alert_deliveries: { next_attempt_at: new Date() },
  access_links: { role: "viewer" },
  day_part_answers: { sent: [0, 0, 0, 0, 0], engaged: [0, 0, 0, 0, 0] },
};

type Column = { name: string; type: string; parent: string | null; option: string | null };

/** Columns without a default that must have a value, each with the table it points to and the first value its check allows. */
async function neededColumns(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
      (SELECT f.confrelid::regclass::text FROM pg_constraint f WHERE f.conrelid = a.attrelid AND f.contype = 'f' AND a.attnum = ANY (f.conkey)) AS parent,
      (SELECT substring(pg_get_constraintdef(k.oid) FROM '''([^'']+)''') FROM pg_constraint k
       WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS option
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attname <> 'tenant_id'`,
    [table],
  );
  return rows;
}

async function parentId(client: Client, parent: string, tenantId: string): Promise<string> {
  if ((await listTenantTables(client)).includes(parent)) return someRowId(client, parent, tenantId);
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO users (name, email) VALUES ('Ann', gen_random_uuid() || '@somebody.test') RETURNING id",
  );
  return rows[0]?.id ?? "";
}

function madeUp(type: string): unknown {
  const values: Record<string, unknown> = {
    uuid: crypto.randomUUID(),
    text: `made-up-${crypto.randomUUID()}`,
    bytea: Buffer.from(crypto.randomUUID()),
    jsonb: "{}",
    boolean: false,
    date: new Date(),
    "timestamp with time zone": new Date(),
    "text[]": [],
  };
  return type in values ? values[type] : 1;
}

/** Somebody who belongs to the tenant beside who joined first; they join now when there is nobody. */
export async function someMemberId(client: Client, tenantId: string): Promise<string> {
  const { rows } = await client.query<{ user_id: string }>(
    "SELECT user_id FROM members WHERE tenant_id = $1 ORDER BY created_at, user_id OFFSET 1 LIMIT 1",
    [tenantId],
  );
  if (rows[0]) return rows[0].user_id;
  const made = await client.query<{ user_id: string }>(
    `WITH person AS (INSERT INTO users (name, email) VALUES ('Mel', gen_random_uuid() || '@somebody.test') RETURNING id)
     INSERT INTO members (tenant_id, user_id, role) SELECT $1, id, 'viewer' FROM person RETURNING user_id`,
    [tenantId],
  );
  return made.rows[0]?.user_id ?? "";
}

/** A session, made now, of who joined the tenant first. */
export async function someSessionId(client: Client, tenantId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO sessions (user_id, token, expires_at) SELECT user_id, gen_random_uuid(), now() + interval '1 day'
     FROM members WHERE tenant_id = $1 ORDER BY created_at, user_id LIMIT 1 RETURNING id`,
    [tenantId],
  );
  return rows[0]?.id ?? "";
}
