import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { givenCsvCell } from "#lib/format/csv-cell.ts";
import { heldBytes } from "#lib/testing/held-bytes.ts";
import type { CsvRow } from "./csv-records.ts";
import { readCsv } from "./read-csv.ts";

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
    {
      name: "cells that an export made safe",
      input: "email,phone\n'+a@x.test,'+1 555 0100\n",
      expected: [
        ["email", "phone"],
        ["+a@x.test", "+1 555 0100"],
      ],
    },
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
    {
      name: "old Mac line ends",
      input: "email,name\ra@x.test,Ann\r",
      expected: [
        ["email", "name"],
        ["a@x.test", "Ann"],
      ],
    },
    {
      name: "line ends of several kinds in one file",
      input: "email,name\r\na@x.test,Ann\nb@x.test,Bob\rc@x.test,Cid",
      expected: [
        ["email", "name"],
        ["a@x.test", "Ann"],
        ["b@x.test", "Bob"],
        ["c@x.test", "Cid"],
      ],
    },
    { name: "no line end at the end", input: "email\na@x.test", expected: [["email"], ["a@x.test"]] },
    {
      name: "empty lines before the header",
      input: "\n\r\nemail,name\na@x.test,Ann\n",
      expected: [
        ["email", "name"],
        ["a@x.test", "Ann"],
      ],
    },
    {
      name: "quotes inside a cell without quotes",
      input: 'email,name\na@x.test,5" pipes\n',
      expected: [
        ["email", "name"],
        ["a@x.test", '5" pipes'],
      ],
    },
    {
      name: "the other delimiters inside cells",
      input: "email;name\na@x.test;Lee, Ann\n",
      expected: [
        ["email", "name"],
        ["a@x.test", "Lee, Ann"],
      ],
    },
    {
      name: "blanks around cells as they are",
      input: "email,name\na@x.test, Ann \n",
      expected: [
        ["email", "name"],
        ["a@x.test", " Ann "],
      ],
    },
    {
      name: "cells with NUL characters",
      input: "email,name\na@x.test,A\0nn\n",
      expected: [
        ["email", "name"],
        ["a@x.test", "Ann"],
      ],
    },
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
          expect(rows[1] ?? cells).toEqual(cells.map(givenCsvCell));
        },
      ),
    ));

  it("gives the line a row ends on", async () => {
    const rows = await rowsOf('email,notes\na@x.test,"one\ntwo"\nb@x.test,x\n');
    expect(rows.map((row) => row.line)).toEqual([1, 3, 4]);
  });

  it("reads the same rows wherever the chunks are cut, at line ends and in the middle of characters", async () => {
    const whole = await cellsOf(utf8, 1_000);
    for (let size = 1; size <= utf8.length; size++) expect(await cellsOf(utf8, size)).toEqual(whole);
  });

  it("holds no more of an endless line than a row may have", async () => {
    const before = heldBytes();
    let peak = 0;
    async function* endless() {
      yield Buffer.from("email\n");
      for (let i = 0; i < 2_000; i++) {
        yield Buffer.alloc(65_536, "x");
        if (i % 500 === 499) peak = Math.max(peak, heldBytes() - before);
      }
      yield Buffer.from("\na@x.test\n");
    }
    const rows = await Array.fromAsync(readCsv(endless()));
    expect(rows).toMatchObject([
      { line: 1 },
      { line: 2, problem: expect.stringMatching(/longer/) },
      { line: 3, cells: ["a@x.test"] },
    ]);
    expect(peak).toBeLessThan(8 * 1024 * 1024);
  });

  it("hands on that reading broke off, and lets go of the source when nobody reads on", async () => {
    async function* broken() {
      yield Buffer.from("email\na@x.test\n");
      throw new Error("connection reset");
    }
    await expect(Array.fromAsync(readCsv(broken()))).rejects.toThrow("connection reset");
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.from("a@x.test,Ann\n");
      } finally {
        isClosed = true;
      }
    }
    for await (const row of readCsv(endless())) {
      expect(row).toEqual({ line: 1, cells: ["a@x.test", "Ann"] });
      break;
    }
    expect(isClosed).toBe(true);
  });

  it("keeps memory flat over a million rows", async () => {
    const row = (i: number) => `owner${i}@customer${i}.test,Owner ${i},${"x".repeat(80)}\n`;
    async function* many() {
      yield Buffer.from("email,name,notes\n");
      for (let i = 0; i < 1_000_000; i += 500)
        yield Buffer.from(Array.from({ length: 500 }, (_, n) => row(i + n)).join(""));
    }
    let count = 0;
    let peak = 0;
    const before = heldBytes();
    for await (const _row of readCsv(many())) {
      count += 1;
      if (count % 100_000 === 0) peak = Math.max(peak, heldBytes() - before);
    }
    expect(count).toBe(1_000_001);
    expect(peak).toBeLessThan(8 * 1024 * 1024);
  }, 60_000);
});
