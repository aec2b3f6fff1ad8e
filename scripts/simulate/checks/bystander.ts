import type { World } from "../world.ts";
import { found } from "./violations.ts";

const tables = [
  "prospects",
  "outreach",
  "outreach_emails",
  "email_events",
  "suppressions",
  "capacity_days",
  "health_states",
  "mailboxes",
  "sending_domains",
  "provider_connections",
];

/** A digest of every row of a tenant in the tables that sending touches. */
export async function digestOf(world: Pick<World, "pool">, tenantId: string): Promise<string> {
  const parts = tables.map(
    (table) => `SELECT '${table}' AS name, md5(string_agg(row_text, '|' ORDER BY row_text)) AS digest
    FROM (SELECT t::text AS row_text FROM ${table} t WHERE t.tenant_id = $1) AS ${table}_rows`,
  );
  const { rows } = await world.pool.query<{ name: string; digest: string | null }>(parts.join(" UNION ALL "), [
    tenantId,
  ]);
  return rows.map((row) => `${row.name} ${row.digest}`).join("\n");
}

/** The tenant whose engine is off has not changed by a byte. */
export async function checkBystander(world: World, at: number, before: string): Promise<void> {
  const bystander = world.tenants.find((tenant) => tenant.name === "bystander");
  if (!bystander) return;
  const now = await digestOf(world, bystander.id);
  if (now === before) return;
  const changed = now.split("\n").filter((line) => !before.includes(line));
  found(world, {
    invariant: "no row of another tenant",
    tenantId: bystander.id,
    outreachId: null,
    emailId: null,
    at,
    detail: `the bystander's rows changed: ${changed.map((line) => line.split(" ")[0]).join(", ")}`,
  });
}
