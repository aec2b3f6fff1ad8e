import { stringify } from "csv-stringify/sync";
import { safeCsvCell } from "./csv-cell.ts";

/** CSV text, a chunk for the titles and one for each page of rows; no cell is taken for a formula, null is an empty one. */
export async function* csvLines(
  titles: readonly string[],
  pages: AsyncIterable<readonly (readonly (string | null)[])[]>,
): AsyncGenerator<string> {
  yield stringify([titles.map(safeCsvCell)]);
  for await (const rows of pages) yield stringify(rows.map((row) => row.map((cell) => safeCsvCell(cell ?? ""))));
}
