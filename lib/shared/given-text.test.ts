import { expect, it } from "vitest";
import { givenText } from "./given-text.ts";

it.each([
  ["a", "a"],
  ["  a b\t\n", "a b"],
  ["\u00a0x\u00a0", "x"],
  ["", null],
  [" \n ", null],
  [1, null],
  [null, null],
  [undefined, null],
  [["a"], null],
])("%j is %j", (value, expected) => {
  expect(givenText(value)).toBe(expected);
});
