import { expect, it } from "vitest";
import { filenameOf } from "./save-file.ts";

it.each([
  { header: 'attachment; filename="suppressions.csv"', expected: "suppressions.csv" },
  { header: "attachment", expected: "export.csv" },
  { header: null, expected: "export.csv" },
])("takes the name of the file from $header", ({ header, expected }) => {
  expect(filenameOf(header)).toBe(expected);
});
