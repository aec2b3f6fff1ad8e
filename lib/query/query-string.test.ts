import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withQuery } from "./query-string.ts";

describe("withQuery", () => {
  it.each([
    [{}, "/api/x"],
    [{ a: undefined, b: null, c: "" }, "/api/x"],
    [{ limit: 50, held: false, q: "a b&c" }, "/api/x?limit=50&held=false&q=a+b%26c"],
  ])("%j", (parameters, expected) => expect(withQuery("/api/x", parameters)).toBe(expected));
});

it("any text comes back from the address as it went in, and never as a further parameter or path", () => {
  const name = fc.constantFrom("q", "cursor", "sort", "__proto__", "a b");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("a&limit=1", "#x", "?y", "%00", "+", "/../", "a=b"),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key }), (pairs) => {
      const url = new URL(withQuery("/api/x", Object.fromEntries(pairs)), "http://console.test");
      expect([url.pathname, url.hash]).toEqual(["/api/x", ""]);
      expect(new Map(url.searchParams)).toEqual(new Map(pairs.filter(([, value]) => value !== "")));
    }),
    { seed: 18, numRuns: 300 },
  );
});
