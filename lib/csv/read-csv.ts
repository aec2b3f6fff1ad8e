import { givenCsvCell } from "#lib/format/csv-cell.ts";
import { type CsvRow, createRecordReader, maxRowCharacters } from "./csv-records.ts";
import { decodeText } from "./decode-text.ts";

const delimiters = [",", ";", "\t"];

/**
 * Reads CSV rows from bytes with flat memory: UTF-8 with or without mark, UTF-16, Latin-1; CRLF, LF, CR, also mixed; comma,
 * semicolon or tab, whichever the first line with content has most of. The header comes as the first row. The apostrophe that our
 * own files have before what looks like a formula is taken off.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const text = decodeText(chunks);
  try {
    const head = await readFirstLine(text);
    const read = createRecordReader(delimiterOf(head));
    yield* given(read(head, false));
    for await (const part of text) yield* given(read(part, false));
    yield* given(read("", true));
  } finally {
    await text.return(undefined);
  }
}

function given(rows: CsvRow[]): CsvRow[] {
  return rows.map((row) => ("cells" in row ? { line: row.line, cells: row.cells.map(givenCsvCell) } : row));
}

/** The text up to the end of the first line with content, and what came with it. */
async function readFirstLine(text: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (!/\S.*[\r\n]/.test(head) && head.length < maxRowCharacters) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

function delimiterOf(head: string): string {
  const firstLine = /.*\S.*/.exec(head)?.[0] ?? "";
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
