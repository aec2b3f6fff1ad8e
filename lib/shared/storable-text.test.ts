import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStorableText, storableText, unstorablePath } from "./storable-text.ts";

const anyText = fc.string({
  unit: fc.constantFrom("\0", "\ud83d", "\ude00", "a", "é", "😀", "\n", '"'),
  maxLength: 30,
});

describe("storableText", () => {
  it.each([
    { given: "250 ok", max: 500, stored: "250 ok" },
    { given: "250\0 ok\0", max: 500, stored: "250 ok" },
    { given: "a\ud83d", max: 500, stored: "a\ufffd" },
    { given: "ab😀", max: 3, stored: "ab\ufffd" },
    { given: "ab😀", max: 4, stored: "ab😀" },
    { given: `${"\0".repeat(10)}late`, max: 4, stored: "late" },
  ])("$given, at most $max → $stored", ({ given, max, stored }) => {
    expect(storableText(given, max)).toBe(stored);
  });

  it("can be stored, is no longer than asked, and is the text itself where that can be stored", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 40 }), (text, max) => {
        const stored = storableText(text, max);
        expect([isStorableText(stored), stored.length <= max]).toEqual([true, true]);
        if (isStorableText(text) && text.length <= max) expect(stored).toBe(text);
      }),
      { seed: 18 },
    );
  });
});

describe("unstorablePath", () => {
  it.each([
    { name: "plain", value: { a: ["b", 1, null, true] }, path: null },
    { name: "the value itself", value: "\0", path: [] },
    { name: "a member", value: { a: { b: "x\0" } }, path: ["a", "b"] },
    { name: "an element", value: [["ok"], ["\ud800"]], path: ["1", "0"] },
    { name: "a name", value: { a: { "\udc00": 1 } }, path: ["a", "\udc00"] },
  ])("$name", ({ value, path }) => expect(unstorablePath(value)).toEqual(path));

  it("finds something exactly where JSON would carry what Postgres refuses", () => {
    const list = fc.array(anyText, { maxLength: 3 });
    const member = fc.tuple(anyText, fc.oneof(anyText, list, fc.integer()));
    const value = fc.array(member, { maxLength: 3 }).map((members) => [Object.fromEntries(members)]);
    fc.assert(
      fc.property(value, (given) => {
        const isRefused = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i.test(JSON.stringify(given));
        expect(unstorablePath(given) !== null).toBe(isRefused);
      }),
      { seed: 18, numRuns: 500 },
    );
  });
});
