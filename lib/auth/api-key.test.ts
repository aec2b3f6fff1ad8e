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
