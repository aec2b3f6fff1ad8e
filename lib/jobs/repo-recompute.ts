import type { Tx } from "#lib/db/types.ts";

/** `after`: the last id of the page before, or one under all. */
type Page = { tenantId: string; after: string; limit: number; now: Date };

/** Outreach in a sequence, by id. */
export async function selectSequenceOutreach(tx: Tx, { tenantId, after, limit }: Page): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM outreach
    WHERE tenant_id = ${tenantId}::uuid AND id > ${after}::uuid AND status IN ('cold', 'contacted')
    ORDER BY id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Outreach that planning put off until a time that has not come, by id; read off an index that holds nobody else. */
export async function selectPutOffOutreach(tx: Tx, { tenantId, after, limit, now }: Page): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM outreach
    WHERE tenant_id = ${tenantId}::uuid AND id > ${after}::uuid
      AND last_decision IS NOT NULL AND next_send_at IS NOT NULL AND next_send_at > ${now}::timestamptz
    ORDER BY id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
