import { expect, it } from "vitest";
import { safeCsvCell } from "./csv-cell.ts";

it.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ["+1 555 0100", "'+1 555 0100"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["-12.5", "-12.5"],
  ["plain", "plain"],
  ["", ""],
])("makes %j safe", (value, expected) => expect(safeCsvCell(value)).toBe(expected));
