import type { Tx } from "#lib/db/types.ts";

export type QuarantinedRow = {
  id: string;
  connection_id: string;
  connection_name: string;
  reason: string;
  received_at: Date;
  payload: string;
  is_payload_cut: boolean;
};

type Wanted = { connectionId: string | null; before: string | null; limit: number; maxCharacters: number };

/** Events set aside, newest first (ids are uuid v7), before an id, each with the first `maxCharacters` of what came. */
export async function listQuarantinedRows(tx: Tx, tenantId: string, wanted: Wanted): Promise<QuarantinedRow[]> {
  const { connectionId, before, limit, maxCharacters } = wanted;
  return tx.$queryRaw`
    SELECT q.id, q.provider_connection_id AS connection_id, c.name AS connection_name, q.reason, q.received_at,
      left(q.payload, ${maxCharacters}::int) AS payload, char_length(q.payload) > ${maxCharacters}::int AS is_payload_cut
    FROM quarantined_events q
    JOIN provider_connections c ON c.tenant_id = q.tenant_id AND c.id = q.provider_connection_id
    WHERE q.tenant_id = (SELECT ${tenantId}::uuid)
      AND (${connectionId}::uuid IS NULL OR q.provider_connection_id = ${connectionId}::uuid)
      AND (${before}::uuid IS NULL OR q.id < ${before}::uuid)
    ORDER BY q.id DESC LIMIT ${limit}::int`;
}
