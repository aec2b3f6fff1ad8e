import type { CsvRow } from "#lib/csv/csv-records.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { mapColumns } from "./policy/map-columns.ts";
import type { ColumnChoice, ColumnTarget } from "./types.ts";

/** The titles of the columns, from the first row of a file. @throws AppError validation_failed when there are none */
export function titlesOf(first: IteratorResult<CsvRow, unknown>): string[] {
  if (first.done) throw invalidField("file", "The file is empty.");
  if ("problem" in first.value) {
    throw invalidField("file", `The first row must name the columns. ${first.value.problem}`);
  }
  if (isWorkbook(first.value.cells[0] ?? "")) {
    throw invalidField(
      "file",
      "This is a spreadsheet, not CSV: open it and save it as CSV (UTF-8), then choose that file.",
    );
  }
  return first.value.cells;
}

/** What the files of spreadsheets begin with: those of today are zip archives, older ones compound files. */
function isWorkbook(start: string): boolean {
  return start.startsWith("PK\u0003\u0004") || start.startsWith("\u00d0\u00cf\u0011\u00e0");
}

/** Where each column goes. @throws AppError validation_failed with what is wrong and how to mend it */
export function columnsOf(titles: readonly string[], choices: readonly ColumnChoice[] | undefined): ColumnTarget[] {
  const mapping = mapColumns(titles, choices);
  if (mapping.ok) return mapping.targets;
  throw invalidField(mapping.problem === "column_count" ? "columns" : "file", mapping.detail);
}
