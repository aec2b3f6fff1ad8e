import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { csvLines } from "#lib/format/csv-lines.ts";
import { keptDays } from "#lib/upkeep/thresholds.ts";
import { reportTitles } from "./policy/map-columns.ts";
import { findImport, type ImportRecord, type ReportRow, reportRows } from "./repo-import.ts";
import { type ColumnTarget, importResults } from "./types.ts";

const batchSize = 2_000;

/**
 * The report of an import as CSV text, chunk by chunk: every row of the file with its line, result, what it means, and its own cells under the titles of the file.
 * @throws AppError not_found, also when the import is so old that its rows are gone
 */
export async function reportImport(
  ctx: EngineContext,
  query: { tenantId: string; importId: string },
): Promise<AsyncGenerator<string>> {
  const { record, first } = await ctx.forTenant(query.tenantId, async (tx) => ({
    record: await findImport(tx, query.importId),
    first: await reportRows(tx, query.importId, 0, 1),
  }));
  if (!record) throw notFound("import");
  if (record.total_rows > 0 && first.length === 0) {
    throw new AppError("not_found", `The report is no longer there: reports are kept for ${keptDays.importRows} days.`);
  }
  return lines(ctx, query.tenantId, record);
}

function lines(ctx: EngineContext, tenantId: string, record: ImportRecord): AsyncGenerator<string> {
  return csvLines([...reportTitles, ...record.columns.map(titleOf)], pages(ctx, tenantId, record.id));
}

/** As the file has it, so that a mended report can be imported like the file. */
function titleOf(target: ColumnTarget): string {
  return target.title ?? (target.kind === "field" ? target.field : target.name);
}

async function* pages(ctx: EngineContext, tenantId: string, importId: string): AsyncGenerator<string[][]> {
  let after = 0;
  for (;;) {
    const rows = await ctx.forTenant(tenantId, (tx) => reportRows(tx, importId, after, batchSize));
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toLine);
    after = last.row_number;
  }
}

function toLine(row: ReportRow): string[] {
  const meaning = row.detail ?? (row.result ? importResults[row.result] : "");
  return [String(row.row_number), row.result ?? "pending", meaning, ...row.data];
}
