import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { decideRows } from "./decide-rows.ts";
import { type RowDecision, readRow } from "./policy/classify-rows.ts";
import { fillEmptyFields, giveAddresses } from "./repo-fill.ts";
import {
  type ImportRecord,
  insertProspects,
  lockImport,
  type NewProspect,
  nextRows,
  type RowOutcome,
  refreshProgress,
  refreshStatistics,
  saveOutcomes,
  updateImport,
} from "./repo-import.ts";
import { bandOf, refreshBands } from "./send-bands.ts";
import type { ImportResult } from "./types.ts";

const batchSize = 1_000;

type Target = { tenantId: string; importId: string };

/**
 * Works off the stored rows of an import, a batch a transaction: a crash loses at most the batch in hand, which is done again. Two
 * runs at once take turns. Ends at once for an import that is not `running`.
 * @returns how many rows ended with each result in this run
 */
export async function processImport(
  ctx: EngineContext,
  target: Target,
): Promise<Partial<Record<ImportResult, number>>> {
  const counts: Partial<Record<ImportResult, number>> = {};
  for (;;) {
    const outcomes = await retryOnConflict(() =>
      ctx.forTenant(target.tenantId, (tx) => processBatch(ctx, tx, target), { timeoutMs: 60_000 }),
    );
    if (outcomes === null) return counts;
    for (const { result } of outcomes) counts[result] = (counts[result] ?? 0) + 1;
  }
}

/** One batch; null when nothing is left to do. */
async function processBatch(ctx: EngineContext, tx: Tx, { tenantId, importId }: Target): Promise<RowOutcome[] | null> {
  const record = await lockImport(tx, importId);
  if (record?.status !== "running") return null;
  const stored = await nextRows(tx, importId, batchSize);
  if (stored.length === 0) {
    await refreshProgress(tx, importId);
    await updateImport(tx, importId, { status: "done", finished_at: ctx.now() });
    if (record.total_rows >= batchSize) await refreshStatistics(tx);
    return null;
  }
  const rows = stored.map((row) => readRow(row.row_number, row.data, record.columns));
  const decisions = await decideRows(tx, { tenantId, importId, mode: record.mode }, rows);
  const outcomes = await carryOut(tx, tenantId, record, decisions, ctx.now());
  await saveOutcomes(tx, importId, outcomes);
  await refreshProgress(tx, importId);
  return outcomes;
}

async function carryOut(
  tx: Tx,
  tenantId: string,
  record: ImportRecord,
  decisions: RowDecision[],
  now: Date,
): Promise<RowOutcome[]> {
  const adds = decisions.filter((decision) => decision.kind === "add");
  const fills = decisions.filter((decision) => decision.kind === "fill");
  const refused = decisions.filter((decision) => decision.kind === "refuse");
  const added = await insertProspects(
    tx,
    tenantId,
    adds.map((decision) => newProspect(decision, record.campaign_id)),
    now,
  );
  const byIndex = new Map(added.map((row) => [row.index, row]));
  const filled = await fillExisting(tx, tenantId, fills, now);
  const outreachIds = [...added.map((row) => row.outreach_id), ...filled.outreachIds];
  await recomputeNextSend(tx, { tenantId, outreachIds, now });
  return [
    ...refused.map(({ rowNumber, result, detail, prospectId }) => ({ rowNumber, result, detail, prospectId })),
    ...fills.map(({ rowNumber, prospectId }) => ({
      rowNumber,
      result: filled.prospectIds.has(prospectId) ? ("updated" as const) : ("already_present" as const),
      detail: null,
      prospectId,
    })),
    ...adds.map((decision, index) => {
      const row = byIndex.get(index);
      const result = row ? decision.result : ("already_present" as const);
      return { rowNumber: decision.rowNumber, result, detail: null, prospectId: row?.prospect_id ?? null };
    }),
  ];
}

/** Which prospects changed, and which outreach rows have a new address. */
async function fillExisting(tx: Tx, tenantId: string, fills: Extract<RowDecision, { kind: "fill" }>[], now: Date) {
  const changed = await fillEmptyFields(
    tx,
    tenantId,
    fills.map((fill) => ({ prospect_id: fill.prospectId, fields: fill.row.fields })),
    now,
  );
  const addresses = fills.flatMap(({ prospectId, givesAddress, row: { email, emailKey } }) =>
    givesAddress && email !== null && emailKey !== null
      ? [{ prospect_id: prospectId, email, email_key: emailKey }]
      : [],
  );
  const given = await giveAddresses(tx, tenantId, addresses, now);
  const prospectIds = new Set([...changed, ...given.map((row) => row.prospect_id)]);
  await refreshBands(tx, tenantId, [...prospectIds]);
  return {
    prospectIds,
    outreachIds: given.flatMap((row) => row.outreach_id ?? []),
  };
}

function newProspect(decision: Extract<RowDecision, { kind: "add" }>, campaignId: string | null): NewProspect {
  const { fields, email, emailKey } = decision.row;
  return {
    email,
    email_key: decision.status === "cold" ? emailKey : null,
    fields,
    status: decision.status,
    send_band: bandOf({ ...fields, email }),
    campaign_id: campaignId,
  };
}
