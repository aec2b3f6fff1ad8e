import type { Tx } from "#lib/db/types.ts";

/** Outreach in a sequence, by id, after a position. */
export async function selectSequenceOutreach(
  tx: Tx,
  tenantId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM outreach
    WHERE tenant_id = ${tenantId}::uuid AND id > ${after}::uuid AND status IN ('cold', 'contacted')
    ORDER BY id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
