import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { decodeText } from "./decode-text.ts";

/** A row of the file: its cells, or why the parser could not make cells of it. `line` is the line it ends on, from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; problem: string };

const maxRowCharacters = 100_000;
const delimiters = [",", ";", "\t"];

/**
 * Reads CSV rows from bytes with flat memory: UTF-8 with or without mark, UTF-16, Latin-1; CRLF, LF; comma, semicolon or tab,
 * whichever the first line has most of. Rows with no content at all are passed over. The header comes as the first row.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const { firstLine, text } = await peekFirstLine(decodeText(chunks));
  const problems: CsvRow[] = [];
  const parser = parse({
    delimiter: delimiterOf(firstLine),
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    skip_records_with_empty_values: true,
    max_record_size: maxRowCharacters,
    info: true,
    on_skip: (error) => {
      problems.push({ line: lineOf(error), problem: explain(error) });
      return undefined;
    },
  });
  Readable.from(text)
    .on("error", (error) => parser.destroy(error))
    .pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    while (problems[0] && problems[0].line < info.lines) yield problems.shift() as CsvRow;
    yield { line: info.lines, cells: record };
  }
  yield* problems;
}

async function peekFirstLine(
  text: AsyncGenerator<string>,
): Promise<{ firstLine: string; text: AsyncGenerator<string> }> {
  let head = "";
  while (!/[\r\n]/.test(head) && head.length < maxRowCharacters) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  async function* whole() {
    yield head;
    yield* text;
  }
  return { firstLine: head.split(/[\r\n]/, 1)[0] ?? "", text: whole() };
}

function delimiterOf(firstLine: string): string {
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function lineOf(error: CsvError | undefined): number {
  const lines = (error as { lines?: unknown } | undefined)?.lines;
  return typeof lines === "number" ? lines : Number.MAX_SAFE_INTEGER;
}

function explain(error: CsvError | undefined): string {
  if (error?.code === "CSV_MAX_RECORD_SIZE")
    return `The row is longer than ${maxRowCharacters} characters: is a closing quote missing?`;
  if (error?.code === "CSV_QUOTE_NOT_CLOSED") return "A quote is opened and never closed.";
  return "The row cannot be read as CSV: check its quotes.";
}
