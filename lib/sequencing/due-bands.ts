import { Prisma } from "#lib/db/generated/client.ts";

/**
 * First messages of one kind that have a time, fresh or returned prospects: the rows of `outreach` (or an alias of it) that
 * `outreach_due_new_idx` has in one range.
 */
export function waitsForFirst(isReturned: boolean, alias = "outreach"): Prisma.Sql {
  const o = Prisma.raw(alias);
  // IS TRUE / IS FALSE keeps the expression as the index has it; `= false` would be rewritten to `<= 0`
  const returned = isReturned ? Prisma.sql`IS TRUE` : Prisma.sql`IS FALSE`;
  return Prisma.sql`${o}.status = 'cold' AND (${o}.re_contact_cycle > 0) ${returned} AND ${o}.next_send_at IS NOT NULL`;
}

/** The bands in which such prospects wait, each once and in order, as a subquery with one column `band`: one index probe each. */
export function bandsInUse(tenantId: string, isReturned: boolean): Prisma.Sql {
  const waiting = Prisma.sql`outreach WHERE outreach.tenant_id = ${tenantId}::uuid AND ${waitsForFirst(isReturned)}`;
  return Prisma.sql`(
    WITH RECURSIVE used AS (
      (SELECT send_band FROM ${waiting} ORDER BY send_band LIMIT 1)
      UNION ALL
      SELECT (SELECT outreach.send_band FROM ${waiting} AND outreach.send_band > used.send_band ORDER BY outreach.send_band LIMIT 1)
      FROM used WHERE used.send_band IS NOT NULL
    ) SELECT send_band AS band FROM used WHERE send_band IS NOT NULL)`;
}
