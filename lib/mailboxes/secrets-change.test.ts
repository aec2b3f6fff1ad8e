import { expect, it } from "vitest";
import { mergeSecrets } from "./secrets-change.ts";

it.each([
  [{}, { password: "a" }, { password: "a" }],
  [{ password: "a" }, {}, { password: "a" }],
  [{ password: "a" }, { password: "b" }, { password: "b" }],
  [{ password: "a" }, { password: null }, {}],
  [{ password: "a", token: "t" }, { password: null }, { token: "t" }],
])("%j with %j is %j", (stored, change, expected) => {
  expect(mergeSecrets(stored as Record<string, string>, change)).toEqual(expected);
});
