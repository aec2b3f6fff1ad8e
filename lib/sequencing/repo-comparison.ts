import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import { type FactRow, factColumns } from "./fact-row.ts";

/** So many prospects, each decided twice, take about a second. */
const mostCompared = 20_000;
const sampledKinds = 4;

export type OpenSample = {
  ids: string[];
  /** false: there are more open prospects than `most`, and these are some of them, the same each time */
  isComplete: boolean;
};

/** Open outreach: all of it up to `most`, else of each kind of what is next a like part. */
export async function listOpenSample(tx: Tx, tenantId: string, most = mostCompared): Promise<OpenSample> {
  const open = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status IN ('cold', 'contacted') LIMIT ${most + 1}`;
  const isComplete = open.length <= most;
  const rows = isComplete ? open : await listOfEachKind(tx, tenantId, Math.floor(most / sampledKinds));
  return { ids: rows.map((row) => row.id), isComplete };
}

/** Follow-ups and first messages due soonest, and of those held the first to arrive: each kind in the order of an index. */
async function listOfEachKind(tx: Tx, tenantId: string, most: number): Promise<{ id: string }[]> {
  return tx.$queryRaw`
    (SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'contacted' AND next_send_at IS NOT NULL
      ORDER BY next_send_at, id LIMIT ${most})
    UNION ALL
    (SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'contacted' AND hold_reason IS NOT NULL
      ORDER BY prospect_id LIMIT ${most})
    UNION ALL
    (SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'cold' AND next_send_at IS NOT NULL
      ORDER BY (re_contact_cycle > 0), send_band, next_send_at, id LIMIT ${most})
    UNION ALL
    (SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'cold' AND hold_reason IS NOT NULL
      ORDER BY prospect_id LIMIT ${most})`;
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
