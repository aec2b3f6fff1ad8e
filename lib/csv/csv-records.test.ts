import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRow, createRecordReader } from "./csv-records.ts";

function rowsOf(text: string, size = 7, delimiter = ","): CsvRow[] {
  const read = createRecordReader(delimiter);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += size) rows.push(...read(text.slice(at, at + size), false));
  return [...rows, ...read("", true)];
}

const cellsOf = (text: string, size?: number, delimiter?: string) =>
  rowsOf(text, size, delimiter).map((row) => ("cells" in row ? row.cells : row.problem));

describe("a record reader", () => {
  it("reports a quote that is never closed, and keeps the rows around it", () => {
    const text = 'email,name\na@x.test,Ann\nb@x.test,"Bob\nc@x.test,Cid\n';
    for (const size of [1, 7, 1_000]) {
      expect(rowsOf(text, size)).toEqual([
        { line: 1, cells: ["email", "name"] },
        { line: 2, cells: ["a@x.test", "Ann"] },
        { line: 3, problem: "A quote is opened and never closed." },
        { line: 4, cells: ["c@x.test", "Cid"] },
      ]);
    }
  });

  it("does not take a later row's quote for the closing one", () => {
    const text = 'email,name\na@x.test,"Ann\nb@x.test,"Lee, Bob"\nc@x.test,Cid\n';
    for (const size of [1, 7, 1_000]) {
      expect(rowsOf(text, size).slice(1)).toEqual([
        { line: 2, problem: "The row cannot be read as CSV: check its quotes." },
        { line: 3, cells: ["b@x.test", "Lee, Bob"] },
        { line: 4, cells: ["c@x.test", "Cid"] },
      ]);
    }
  });

  it("makes the same of any text, however it is cut", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", " ", "a", "é"), maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          expect(rowsOf(text, size)).toEqual(rowsOf(text, 1_000));
        },
      ),
      { numRuns: 500 },
    ));

  it("goes on behind a row that is too long", () => {
    const long = `b@x.test,${"x".repeat(100_001)}`;
    const rows = rowsOf(`email,name\na@x.test,Ann\n${long}\nc@x.test,Cid\n`, 10_000);
    expect(rows.map((row) => ("cells" in row ? row.cells[0] : row.problem))).toEqual([
      "email",
      "a@x.test",
      "The row is longer than 100000 characters: is a closing quote missing?",
      "c@x.test",
    ]);
  });

  it("loses one row of 20,000 to one quote that is never closed", () => {
    const after = Array.from({ length: 20_000 }, (_, i) => `owner${i}@x.test,Owner ${i}\n`).join("");
    const rows = rowsOf(`email,name\na@x.test,"Ann\n${after}`, 65_536);
    expect(rows.flatMap((row) => ("problem" in row ? [[row.line, row.problem]] : []))).toEqual([
      [2, "The row is longer than 100000 characters: is a closing quote missing?"],
    ]);
    expect(rows).toHaveLength(20_002);
    expect(rows.at(-1)).toEqual({ line: 20_002, cells: ["owner19999@x.test", "Owner 19999"] });
  });

  it("keeps text around quotes as it is, and blanks behind a closing quote out", () => {
    expect(cellsOf('email,name\n"a@x.test" ,"Lee, Ann" Jr.\n')).toEqual([
      ["email", "name"],
      ["a@x.test", '"Lee, Ann" Jr.'],
    ]);
  });

  it("keeps empty cells at both ends", () => {
    expect(cellsOf("\temail\t\n\ta@x.test\t\n\tb@x.test\t", 3, "\t")).toEqual([
      ["", "email", ""],
      ["", "a@x.test", ""],
      ["", "b@x.test", ""],
    ]);
  });

  it("gives a row of the greatest length, and refuses one that is longer, in however many parts", () => {
    for (const size of [9_000, 1_000_000]) {
      expect(cellsOf(`${"x".repeat(100_000)}\r\nb\n`, size)).toEqual([["x".repeat(100_000)], ["b"]]);
      expect(cellsOf(`${"x".repeat(100_003)}\nb\n`, size)).toEqual([
        expect.stringMatching(/longer than 100000/),
        ["b"],
      ]);
    }
  });

  it("reads back whatever is written with every cell in quotes", () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r\n", " ", "a", "é"), maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        fc.nat(20),
        (table, size) => {
          const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const text = table.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
          const withContent = table.filter((cells) => cells.some((value) => value.trim() !== ""));
          expect(cellsOf(text, size + 1)).toEqual(withContent);
        },
      ),
    );
  });

  it("hands rows out as soon as they are there", () => {
    const read = createRecordReader(";");
    expect(read("a;b", false)).toEqual([]);
    expect(read("\nc;", false)).toEqual([{ line: 1, cells: ["a", "b"] }]);
    expect(read("", true)).toEqual([{ line: 2, cells: ["c", ""] }]);
  });

  it("counts lines over empty ones, breaks in cells and all line ends", () => {
    expect(rowsOf('a\r\n\r\n"b\nc"\rd\n')).toEqual([
      { line: 1, cells: ["a"] },
      { line: 4, cells: ["b\nc"] },
      { line: 5, cells: ["d"] },
    ]);
  });
});
