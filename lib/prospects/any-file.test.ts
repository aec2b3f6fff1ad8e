import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "#lib/csv/read-csv.ts";
import { isStorableText, unstorablePath } from "#lib/shared/storable-text.ts";
import { readRow } from "./policy/classify-rows.ts";
import { mapColumns } from "./policy/map-columns.ts";

async function rowsOf(bytes: Uint8Array, size: number) {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return Array.fromAsync(readCsv(chunks()));
}

/** Lines as people and programs make them: quotes anywhere, every line end, blanks, and bytes that are no text. */
const piece = fc.constantFrom(
  ...'",;\t\n\r\0 =-@aé漢😀',
  "\r\n",
  "email",
  "ann@acme.com",
  '""',
  "=HYPERLINK(1)",
  "__proto__",
  "constructor",
);
const text = fc.string({ unit: piece, maxLength: 60 }).map((value) => Buffer.from(value));
const utf16 = fc.string({ unit: piece, maxLength: 60 }).map((value) => Buffer.from(`\uFEFF${value}`, "utf16le"));
const anyBytes = fc.oneof(text, utf16, fc.uint8Array({ maxLength: 120 }));

describe("a file of any bytes", () => {
  it("is read to the end: rows in order, each with cells or a reason, and nothing in them that cannot be stored", async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
        const rows = await rowsOf(bytes, size);
        const lines = rows.map((row) => row.line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        for (const row of rows) {
          if ("problem" in row) expect(row.problem).not.toBe("");
          else expect(row.cells.some((cell) => cell.trim() !== "")).toBe(true);
          expect(unstorablePath(row)).toBeNull();
        }
      }),
      { seed: 18, numRuns: 400 },
    );
  });

  it("behind a good header becomes prospects or refusals that say why, and no cell changes what an object is", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBytes,
        fc.constantFrom("email,__proto__,constructor", "email;notes"),
        async (bytes, header) => {
          const [head, ...rows] = await rowsOf(Buffer.concat([Buffer.from(`${header}\n`), bytes]), 16);
          const mapping = mapColumns(head && "cells" in head ? head.cells : []);
          if (!mapping.ok) throw new Error(mapping.detail);
          for (const row of rows) {
            if ("problem" in row) continue;
            const read = readRow(row.line, row.cells, mapping.targets);
            if (read.kind === "refused") expect(isStorableText(read.detail) && read.detail.length > 0).toBe(true);
            else expect(Object.getPrototypeOf(read.fields.custom)).toBe(Object.prototype);
          }
        },
      ),
      { seed: 18, numRuns: 300 },
    );
  });
});
