import type { FoundViolation, World } from "../world.ts";

/** What the judges in the database have found since the last look (observers.ts). */
export async function collectFromDatabase(world: World): Promise<void> {
  const { rows } = await world.pool.query<{
    invariant: string;
    tenant_id: string;
    outreach_id: string | null;
    email_id: string | null;
    at: Date;
    detail: string;
  }>("DELETE FROM sim.violations RETURNING invariant, tenant_id, outreach_id, email_id, at, detail");
  for (const row of rows) {
    found(world, {
      invariant: row.invariant,
      tenantId: row.tenant_id,
      outreachId: row.outreach_id,
      emailId: row.email_id,
      at: row.at.getTime(),
      detail: row.detail,
    });
  }
}

export function found(world: World, violation: FoundViolation): void {
  world.violations.push(violation);
}

type Row = { tenant_id: string; outreach_id?: string | null; email_id?: string | null; detail: string };

/** Runs a query whose every row is a violation. */
export async function checkNone(
  world: World,
  invariant: string,
  at: number,
  sql: string,
  values: unknown[] = [],
): Promise<void> {
  const { rows } = await world.pool.query<Row>(sql, values);
  for (const row of rows.slice(0, 5)) {
    found(world, {
      invariant,
      tenantId: row.tenant_id,
      outreachId: row.outreach_id ?? null,
      emailId: row.email_id ?? null,
      at,
      detail: `${row.detail}${rows.length > 5 ? ` (one of ${rows.length})` : ""}`,
    });
  }
}
