import fc from "fast-check";
import { expect, it } from "vitest";
import { hashApiKey, looksLikeApiKey, newApiKey } from "./api-key.ts";

it("makes keys of 256 bits that differ and can be told by their prefix", () => {
  const keys = Array.from({ length: 50 }, newApiKey);
  expect(new Set(keys.map((k) => k.key)).size).toBe(50);
  for (const { key, prefix, hash } of keys) {
    expect(looksLikeApiKey(key)).toBe(true);
    expect(Buffer.from(key.slice(3), "base64url")).toHaveLength(32);
    expect(key.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(9);
    expect(hash).toEqual(hashApiKey(key));
    expect(hash).toHaveLength(32);
  }
});

it.each(["", "oc_", "oc_short", `xx_${"a".repeat(43)}`, `oc_${"a".repeat(44)}`, `oc_${"a".repeat(42)} `])(
  "%j is no key",
  (text) => expect(looksLikeApiKey(text)).toBe(false),
);

it("no text but the key itself has the key's hash, however near it is", () => {
  const { key, hash } = newApiKey();
  const other = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ =\0");
  fc.assert(
    fc.property(fc.nat({ max: key.length - 1 }), other, (place, put) => {
      fc.pre(put !== key[place]);
      const changed = key.slice(0, place) + put + key.slice(place + 1);
      expect(hashApiKey(changed)).not.toEqual(hash);
      if (place < 3) expect(looksLikeApiKey(changed)).toBe(false);
    }),
    { seed: 18, numRuns: 300 },
  );
});

it("any text at all is judged without fail, and is no key unless it has the shape of one", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(looksLikeApiKey(text)).toBe(/^oc_[\w-]{43}$/.test(text) && !text.endsWith("\n"));
      expect(hashApiKey(text)).toHaveLength(32);
    }),
    { seed: 18 },
  );
});
