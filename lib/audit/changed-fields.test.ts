import { expect, it } from "vitest";
import { changedFields } from "./changed-fields.ts";

it.each([
  { name: "nothing", before: { a: 1, b: 2 }, after: { a: 1 }, expected: null },
  {
    name: "one of two",
    before: { a: 1, b: 2 },
    after: { a: 1, b: 3 },
    expected: { before: { b: 2 }, after: { b: 3 } },
  },
  {
    name: "equal dates and nested values",
    before: { at: new Date(5), list: [1, { x: 2 }] },
    after: { at: new Date(5), list: [1, { x: 2 }] },
    expected: null,
  },
  { name: "to null", before: { a: "x" }, after: { a: null }, expected: { before: { a: "x" }, after: { a: null } } },
  { name: "a new field", before: {}, after: { a: 1 }, expected: { before: { a: undefined }, after: { a: 1 } } },
])("$name", ({ before, after, expected }) => {
  expect(changedFields(before as Record<string, unknown>, after as Record<string, unknown>)).toEqual(expected);
});
