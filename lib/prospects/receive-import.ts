import type { Actor } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { CsvRow } from "#lib/csv/csv-records.ts";
import { readCsv } from "#lib/csv/read-csv.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import { columnsOf, titlesOf } from "./read-header.ts";
import { appendRows, insertImport, type StoredRow, updateImport } from "./repo-import.ts";
import type { ColumnChoice, ColumnTarget, ImportMode } from "./types.ts";

const batchSize = 1_000;

export type ImportRequest = {
  tenantId: string;
  actor: Actor;
  filename: string;
  mode: ImportMode;
  campaignId: string | null;
  /** what each column is; the titles decide when left out */
  columns?: readonly ColumnChoice[];
  chunks: AsyncIterable<Uint8Array>;
};

/**
 * Takes a CSV file in: stores its rows as they arrive (flat memory), then hands the import to its job. Nothing about prospects
 * changes yet, so an upload that breaks off leaves nothing but a failed import.
 * @returns the import's id
 * @throws AppError validation_failed with what is wrong with the file and how to mend it, before a row is stored
 */
export async function receiveImport(ctx: EngineContext, request: ImportRequest): Promise<string> {
  const rows = readCsv(request.chunks);
  try {
    const targets = columnsOf(titlesOf(await rows.next()), request.columns);
    return await receiveRows(ctx, request, targets, rows);
  } finally {
    await rows.return(undefined);
  }
}

async function receiveRows(
  ctx: EngineContext,
  request: ImportRequest,
  targets: ColumnTarget[],
  rows: AsyncGenerator<CsvRow>,
): Promise<string> {
  const importId = await createImport(ctx, request, targets);
  try {
    const total = await storeRows(ctx, request.tenantId, importId, rows);
    if (total === 0) throw invalidField("file", "The file has a header and no rows.");
    await ctx.forTenant(request.tenantId, (tx) => updateImport(tx, importId, { status: "running", total_rows: total }));
  } catch (error) {
    const message = error instanceof AppError ? error.message : "The upload broke off.";
    await ctx.forTenant(request.tenantId, (tx) =>
      updateImport(tx, importId, { status: "failed", error: message, finished_at: ctx.now() }),
    );
    throw error;
  }
  await ctx.publish([{ type: "importReceived", tenantId: request.tenantId, importId }]).catch((error: Error) => {
    ctx.log.warn(
      { importId, reason: error.message },
      "import stored; its job could not be told and starts with the next reconcile",
    );
  });
  return importId;
}

async function createImport(ctx: EngineContext, request: ImportRequest, columns: ColumnTarget[]): Promise<string> {
  const { tenantId, actor, filename, mode, campaignId } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    if (campaignId !== null) await requireCampaign(tx, campaignId);
    const name = storableText(filename, 200);
    const data = { filename: name, mode, campaign_id: campaignId, columns, created_by: actor.label };
    const id = await insertImport(tx, tenantId, data);
    await writeAudit(tx, {
      tenantId,
      actor,
      action: "import.started",
      targetKind: "import",
      targetId: id,
      after: { filename: name, mode, campaign_id: campaignId },
    });
    return id;
  });
}

async function requireCampaign(tx: Parameters<Parameters<EngineContext["forTenant"]>[1]>[0], campaignId: string) {
  const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { status: true } });
  if (!campaign || ["archived", "completed"].includes(campaign.status)) {
    throw invalidField("campaign_id", "There is no such campaign that prospects can join.");
  }
}

async function storeRows(
  ctx: EngineContext,
  tenantId: string,
  importId: string,
  rows: AsyncGenerator<CsvRow>,
): Promise<number> {
  let total = 0;
  let batch: StoredRow[] = [];
  const flush = async () => {
    const full = batch;
    batch = [];
    if (full.length > 0) await ctx.forTenant(tenantId, (tx) => appendRows(tx, tenantId, importId, full));
  };
  for await (const row of rows) {
    total += 1;
    batch.push({
      rowNumber: total + 1,
      cells: "cells" in row ? row.cells : [],
      problem: "problem" in row ? row.problem : undefined,
    });
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  return total;
}
