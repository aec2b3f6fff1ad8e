import fc from "fast-check";
import { expect, it } from "vitest";
import { boundedDepth } from "./bounded-depth.ts";

it.each([
  { name: "a plain value", value: 1, levels: 0, expected: 1 },
  { name: "null", value: null, levels: 0, expected: null },
  { name: "an object as deep as allowed", value: { a: [1] }, levels: 2, expected: { a: [1] } },
  { name: "an object one level deeper", value: { a: [1], b: 2 }, levels: 1, expected: { a: "…", b: 2 } },
  { name: "a list that is not allowed at all", value: [1], levels: 0, expected: "…" },
  { name: "one deep branch of many", value: [[1], [[2]], "x"], levels: 2, expected: [[1], ["…"], "x"] },
])("$name", ({ value, levels, expected }) => {
  expect(boundedDepth(value, levels)).toEqual(expected);
});

it("leaves what fits untouched, the same object", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(boundedDepth(value, 8)).toBe(value);
    }),
  );
});

it("ends for values deeper than the stack would allow", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown;
  expect(JSON.stringify(boundedDepth(deep, 3))).toBe('[[["…"]]]');
});
