import { expect, it } from "vitest";
import { importResults } from "../types.ts";
import { importTotals } from "./import-totals.ts";

it("counts every result once", () => {
  const counts = Object.fromEntries(Object.keys(importResults).map((result, index) => [result, 2 ** index]));
  expect(importTotals(counts)).toEqual({
    added: 1 + 2 + 4,
    changed: 8,
    unchanged: 16 + 32,
    refused: 64 + 128 + 256 + 512,
  });
});

it("is nothing before a row is done", () => {
  expect(importTotals({})).toEqual({ added: 0, changed: 0, unchanged: 0, refused: 0 });
});
