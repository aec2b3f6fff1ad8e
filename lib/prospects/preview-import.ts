import type { CsvRow } from "#lib/csv/csv-records.ts";
import { readCsv } from "#lib/csv/read-csv.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import type { ImportPreview } from "./contract-preview.ts";
import { decideRows } from "./decide-rows.ts";
import { type ReadRow, type RowDecision, readRow } from "./policy/classify-rows.ts";
import { importTotals } from "./policy/import-totals.ts";
import { mapColumns, suggestColumns } from "./policy/map-columns.ts";
import { titlesOf } from "./read-header.ts";
import { previewLimits } from "./thresholds.ts";
import type { ColumnChoice, ColumnTarget, ImportMode } from "./types.ts";

export type PreviewRequest = {
  tenantId: string;
  mode: ImportMode;
  /** what each column is; the titles decide when left out */
  columns?: readonly ColumnChoice[];
  chunks: AsyncIterable<Uint8Array>;
};

/** What is kept of a file while all of it is read: as much for a million rows as for a thousand. */
type Reading = {
  total: number;
  first: { cells: string[]; read: ReadRow }[];
  unreadable: Record<string, number>;
  problems: ImportPreview["problems"];
};

/**
 * What an import of this file would do, by the same code, with flat memory and without storing anything: how its columns are
 * understood, which rows cannot be read, and what would become of the first ones.
 * @throws AppError validation_failed when there is no header or no row, or `columns` names more or fewer than there are
 */
export async function previewImport(ctx: EngineContext, request: PreviewRequest): Promise<ImportPreview> {
  const rows = readCsv(request.chunks);
  try {
    const titles = titlesOf(await rows.next());
    const choices = request.columns ?? suggestColumns(titles);
    const mapping = mapColumns(titles, choices);
    if (!mapping.ok && mapping.problem === "column_count") throw invalidField("columns", mapping.detail);
    if (!mapping.ok && mapping.problem === "too_many_columns") throw invalidField("file", mapping.detail);
    const reading = await readAll(rows, mapping.ok ? mapping.targets : []);
    if (reading.total === 0) throw invalidField("file", "The file has a header and no rows.");
    const columns = titles.map((title, index) => ({
      title,
      choice: choices[index] ?? "ignore",
      samples: samplesOf(reading, index),
    }));
    if (!mapping.ok) return { ...nothing, columns, problem: mapping.detail, total_rows: reading.total };
    return { ...(await judge(ctx, request, reading)), columns, problem: null, total_rows: reading.total };
  } finally {
    await rows.return(undefined);
  }
}

const nothing = {
  unreadable: {},
  problems: [],
  judged: { rows: 0, counts: {}, totals: importTotals({}) },
  first_rows: [],
};

async function readAll(rows: AsyncGenerator<CsvRow>, targets: readonly ColumnTarget[]): Promise<Reading> {
  const reading: Reading = { total: 0, first: [], unreadable: {}, problems: [] };
  for await (const row of rows) {
    reading.total += 1;
    // The header is row 1.
    const number = reading.total + 1;
    const cells = "cells" in row ? row.cells : [];
    const read: ReadRow =
      "problem" in row
        ? { kind: "refused", rowNumber: number, result: "invalid_row", detail: row.problem }
        : readRow(number, cells, targets);
    if (reading.first.length < previewLimits.judgedRows) reading.first.push({ cells, read });
    if (read.kind === "read") continue;
    reading.unreadable[read.result] = (reading.unreadable[read.result] ?? 0) + 1;
    if (reading.problems.length < previewLimits.problems)
      reading.problems.push({ row: number, result: read.result, detail: read.detail });
  }
  return reading;
}

async function judge(ctx: EngineContext, { tenantId, mode }: PreviewRequest, reading: Reading) {
  const rows = reading.first.map(({ read }) => read);
  const decisions = await ctx.forTenant(tenantId, (tx) => decideRows(tx, { tenantId, importId: null, mode }, rows));
  const counts: Record<string, number> = {};
  for (const decision of decisions) counts[resultOf(decision)] = (counts[resultOf(decision)] ?? 0) + 1;
  return {
    unreadable: reading.unreadable,
    problems: reading.problems,
    judged: { rows: decisions.length, counts, totals: importTotals(counts) },
    first_rows: decisions.slice(0, previewLimits.shownRows).map((decision, index) => ({
      row: index + 2,
      cells: reading.first[index]?.cells ?? [],
      result: resultOf(decision),
      detail: decision.kind === "refuse" ? decision.detail : null,
    })),
  };
}

function resultOf(decision: RowDecision): string {
  return decision.kind === "fill" ? "updated" : decision.result;
}

function samplesOf({ first }: Reading, column: number): string[] {
  const values = first.flatMap(({ cells }) => cells[column]?.trim() || []);
  return [...new Set(values)]
    .slice(0, previewLimits.samples)
    .map((value) => value.slice(0, previewLimits.sampleLength));
}
