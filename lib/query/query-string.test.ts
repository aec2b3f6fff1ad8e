import { describe, expect, it } from "vitest";
import { withQuery } from "./query-string.ts";

describe("withQuery", () => {
  it.each([
    [{}, "/api/x"],
    [{ a: undefined, b: null, c: "" }, "/api/x"],
    [{ limit: 50, held: false, q: "a b&c" }, "/api/x?limit=50&held=false&q=a+b%26c"],
  ])("%j", (parameters, expected) => expect(withQuery("/api/x", parameters)).toBe(expected));
});
