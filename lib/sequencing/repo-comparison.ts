import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import { type FactRow, factColumns } from "./fact-row.ts";

const mostOfAKind = 2_500;

/** Open outreach by what is next: follow-ups and first messages due soonest, and held ones, each kind up to a bound and on an index. */
export async function listOpenSample(tx: Tx, tenantId: string): Promise<{ ids: string[]; isComplete: boolean }> {
  const rows = await tx.$queryRaw<{ id: string; kind: number }[]>`
    (SELECT id, 1 AS kind FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'contacted' AND next_send_at IS NOT NULL
      ORDER BY next_send_at, id LIMIT ${mostOfAKind})
    UNION ALL
    (SELECT id, 2 AS kind FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'contacted' AND hold_reason IS NOT NULL
      LIMIT ${mostOfAKind})
    UNION ALL
    (SELECT id, 3 AS kind FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'cold' AND next_send_at IS NOT NULL
      ORDER BY (re_contact_cycle > 0), send_band, next_send_at, id LIMIT ${mostOfAKind})
    UNION ALL
    (SELECT id, 4 AS kind FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'cold' AND hold_reason IS NOT NULL
      LIMIT ${mostOfAKind})`;
  const kinds = Map.groupBy(rows, (row) => row.kind);
  return { ids: rows.map((row) => row.id), isComplete: [...kinds.values()].every((some) => some.length < mostOfAKind) };
}

/** As `lockFactRows`, for looking only. */
export async function readFactRows(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<FactRow[]> {
  return tx.$queryRaw`
    SELECT ${factColumns} FROM outreach o JOIN prospects p ON p.id = o.prospect_id
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${arrayParam(outreachIds)}::uuid[])`;
}

export type ProspectName = { id: string; name: string | null; company: string | null; email: string | null };

/** Who these prospects are, in no order. */
export async function readProspectNames(
  tx: Tx,
  tenantId: string,
  prospectIds: readonly string[],
): Promise<ProspectName[]> {
  return tx.$queryRaw`
    SELECT id, name, company, email FROM prospects
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam(prospectIds)}::uuid[])`;
}
