import fc from "fast-check";
import { expect, it } from "vitest";
import { givenCsvCell, safeCsvCell } from "./csv-cell.ts";

it.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ["+1 555 0100", "'+1 555 0100"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["\n=1", "'\n=1"],
  ["＝1+1", "'＝1+1"],
  ["＠SUM(A1)", "'＠SUM(A1)"],
  ["-12.5", "-12.5"],
  ["-12.5\n", "'-12.5\n"],
  ["plain", "plain"],
  ["", ""],
])("makes %j safe", (value, expected) => expect(safeCsvCell(value)).toBe(expected));

it("changes no more than that apostrophe, and a second time nothing more", () => {
  const unit = fc.constantFrom(..."=+-@＝＠\t\r\n'1. a|");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
      const cell = safeCsvCell(text);
      expect([text, `'${text}`]).toContain(cell);
      expect(cell).toMatch(/^(-?\d+(\.\d+)?|[^=+\-@＝＠\t\r\n][\s\S]*)?$/);
      expect(safeCsvCell(cell)).toBe(cell);
    }),
    { seed: 18, numRuns: 500 },
  );
});

it("is read as it was before it was made safe", () => {
  const unit = fc.constantFrom(..."=+-@＝＠\t\r\n1. a|");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
      expect(givenCsvCell(safeCsvCell(text))).toBe(text);
    }),
    { seed: 18, numRuns: 500 },
  );
  for (const text of ["'t Hooft", "'", "''=1", "O'=1"]) expect(givenCsvCell(text)).toBe(text);
});
