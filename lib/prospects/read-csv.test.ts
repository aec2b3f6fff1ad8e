import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRow, readCsv } from "./read-csv.ts";

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function rowsOf(input: string | Uint8Array, size = 7): Promise<CsvRow[]> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const rows: CsvRow[] = [];
  for await (const row of readCsv(inChunks(bytes, size))) rows.push(row);
  return rows;
}

const cellsOf = async (input: string | Uint8Array, size?: number) =>
  (await rowsOf(input, size)).map((row) => ("cells" in row ? row.cells : row.problem));

describe("readCsv", () => {
  const table = [
    ["email", "name"],
    ["a@x.test", "Zoë Ü, Jr."],
  ];
  const utf8 = 'email,name\r\na@x.test,"Zoë Ü, Jr."\r\n';
  const latin1 = Uint8Array.from(utf8, (c) => c.charCodeAt(0));
  const utf16 = Buffer.from(`\uFEFF${utf8}`, "utf16le");
  const cases: { name: string; input: string | Uint8Array; expected: unknown }[] = [
    { name: "CRLF and quotes", input: utf8, expected: table },
    { name: "a byte-order mark", input: `\uFEFF${utf8}`, expected: table },
    { name: "Latin-1", input: latin1, expected: table },
    { name: "UTF-16", input: utf16, expected: table },
    { name: "semicolons", input: 'email;name\na@x.test;"Zoë Ü, Jr."\n', expected: table },
    { name: "tabs", input: "email\tname\na@x.test\tZoë Ü, Jr.\n", expected: table },
    { name: "one column", input: "email\na@x.test\n", expected: [["email"], ["a@x.test"]] },
    {
      name: "line breaks inside quotes, doubled quotes",
      input: 'email,notes\na@x.test,"one\ntwo ""three"""\n',
      expected: [
        ["email", "notes"],
        ["a@x.test", 'one\ntwo "three"'],
      ],
    },
    {
      name: "empty rows passed over",
      input: "email,name\n\n,,\na@x.test,Ann\n",
      expected: [
        ["email", "name"],
        ["a@x.test", "Ann"],
      ],
    },
    {
      name: "rows of any length",
      input: "email,name\na@x.test\nb@x.test,B,more\n",
      expected: [["email", "name"], ["a@x.test"], ["b@x.test", "B", "more"]],
    },
    { name: "nothing at all", input: "", expected: [] },
  ];
  for (const { name, input, expected } of cases)
    it(`reads ${name}`, async () => expect(await cellsOf(input)).toEqual(expected));

  it("reads the same text in chunks of any size", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
        async (size, values) => {
          const cells = values.map((value) => value.replaceAll("\r", " ").replaceAll("\uFEFF", "x"));
          const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
          const rows = await cellsOf(`head,er\n${line}\n`, size);
          expect(rows[1] ?? cells).toEqual(cells);
        },
      ),
    ));

  it("reports a quote that is never closed, and keeps the rows before it", async () => {
    const rows = await rowsOf('email,name\na@x.test,Ann\nb@x.test,"Bob\nc@x.test,Cid\n');
    expect(rows.slice(0, 2).map((row) => "cells" in row && row.cells[0])).toEqual(["email", "a@x.test"]);
    expect(rows.at(-1)).toMatchObject({ problem: expect.stringMatching(/never closed/) });
  });

  it("gives the line a row ends on", async () => {
    const rows = await rowsOf('email,notes\na@x.test,"one\ntwo"\nb@x.test,x\n');
    expect(rows.map((row) => row.line)).toEqual([1, 3, 4]);
  });

  it("keeps memory flat over 100,000 rows", async () => {
    async function* many() {
      yield Buffer.from("email,name,notes\n");
      for (let i = 0; i < 100_000; i++) yield Buffer.from(`owner${i}@customer${i}.test,Owner ${i},${"x".repeat(80)}\n`);
    }
    let count = 0;
    let peak = 0;
    const before = process.memoryUsage().heapUsed;
    for await (const _row of readCsv(many())) {
      count += 1;
      if (count % 20_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    }
    expect(count).toBe(100_001);
    expect(peak).toBeLessThan(150 * 1024 * 1024);
  }, 30_000);
});
