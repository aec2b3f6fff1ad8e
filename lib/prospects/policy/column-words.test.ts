import { expect, it } from "vitest";
import type { ColumnTarget } from "../types.ts";
import { columnWords } from "./column-words.ts";

const cases: { name: string; target: ColumnTarget; expected: string }[] = [
  {
    name: "a field under another title",
    target: { kind: "field", field: "state_code", title: "Region" },
    expected: 'Column "Region" (State)',
  },
  {
    name: "a field under its own name",
    target: { kind: "field", field: "zip", title: "zip" },
    expected: 'Column "zip"',
  },
  {
    name: "a field of an import that kept no titles",
    target: { kind: "field", field: "state_code" },
    expected: "State",
  },
  {
    name: "a custom field",
    target: { kind: "custom", name: "crew_size", title: "Crew size" },
    expected: 'Column "Crew size"',
  },
  { name: "a column without a title", target: { kind: "custom", name: "column_3" }, expected: 'Column "column_3"' },
  {
    name: "a title as long as a page",
    target: { kind: "custom", name: "x", title: "x".repeat(300) },
    expected: `Column "${"x".repeat(60)}"`,
  },
];

it.each(cases)("names $name", ({ target, expected }) => expect(columnWords(target)).toBe(expected));
