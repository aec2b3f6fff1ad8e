/** A row of the file: its cells and the line it ends on, or why it is none and the line it begins on; lines count from 1. */
export type CsvRow = { line: number; cells: string[] } | { line: number; problem: string };

type Parsed = { kind: "record"; cells: string[]; next: number } | { kind: Flaw };
type Flaw = "partial" | "unclosed" | "misplaced";
type Cell = { value: string; end: number };

export const maxRowCharacters = 100_000;

const problems: { [kind in Flaw]: string } = {
  partial: `The row is longer than ${maxRowCharacters} characters: is a closing quote missing?`,
  unclosed: "A quote is opened and never closed.",
  misplaced: "The row cannot be read as CSV: check its quotes.",
};

/**
 * Cuts text that comes in parts into rows; say which part is the last. A row that cannot be read costs no other: reading goes on
 * with the line behind the one it begins on. Rows with no content at all are passed over.
 */
export function createRecordReader(delimiter: string): (part: string, isLast: boolean) => CsvRow[] {
  let rest = "";
  let line = 0;
  let isSkipping = false;
  return (part, isLast) => {
    rest += part;
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < rest.length) {
      if (isSkipping) {
        const next = behindLine(rest, at, isLast);
        at = next ?? (rest.endsWith("\r") ? rest.length - 1 : rest.length);
        if (next === null) break;
        isSkipping = false;
        continue;
      }
      const record = sized(parseRecord(rest, at, delimiter, isLast), at);
      if (record.kind === "partial" && rest.length - at <= maxRowCharacters) break;
      if (record.kind === "record") {
        line += 1 + lineEndsIn(record.cells);
        if (record.cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells: record.cells });
        at = record.next;
      } else {
        line += 1;
        rows.push({ line, problem: problems[record.kind] });
        isSkipping = true;
      }
    }
    rest = rest.slice(at);
    return rows;
  };
}

/** One row from `start` on, with the index behind its line end. */
function parseRecord(text: string, start: number, delimiter: string, isLast: boolean): Parsed {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, delimiter, isLast) : plainCell(text, at, delimiter);
    if (typeof cell === "string") return { kind: cell };
    cells.push(cell.value);
    at = cell.end;
    if (at < text.length && text[at] === delimiter) {
      at += 1;
      continue;
    }
    const next = at === text.length && isLast ? at : behindLine(text, at, isLast);
    return next === null ? { kind: "partial" } : { kind: "record", cells, next };
  }
}

/** A row that is all there may still be too long. */
function sized(record: Parsed, start: number): Parsed {
  const isTooLong = record.kind === "record" && record.next - start > maxRowCharacters + 2;
  return isTooLong ? { kind: "partial" } : record;
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end), end };
}

/** A quote inside a cell is doubled. Text behind the closing quote makes the quotes part of the cell, if it is of one line. */
function quotedCell(text: string, start: number, delimiter: string, isLast: boolean): Cell | Flaw {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return isLast ? "unclosed" : "partial";
    if (quote + 1 === text.length && !isLast) return "partial";
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const { value: tail, end } = plainCell(text, quote + 1, delimiter);
    const value = text.slice(start + 1, quote);
    if (tail.trim() === "") return { value: value.replaceAll('""', '"'), end };
    return /[\r\n]/.test(value) ? "misplaced" : { value: text.slice(start, end), end };
  }
}

/** The index behind the next line end; null when it has not come yet. */
function behindLine(text: string, start: number, isLast: boolean): number | null {
  const lineEnd = /\r\n|\n|\r/g;
  lineEnd.lastIndex = start;
  const found = lineEnd.exec(text);
  if (!found) return isLast ? text.length : null;
  return found[0] === "\r" && lineEnd.lastIndex === text.length && !isLast ? null : lineEnd.lastIndex;
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
