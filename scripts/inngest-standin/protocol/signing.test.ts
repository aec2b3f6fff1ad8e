import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hashSigningKey, isBearerOfKey, isSameSecret, signBody } from "./signing.ts";

const key = "signkey-prod-00ff10";

describe("the signature of a call", () => {
  const macOf = (text: string) => createHmac("sha256", "00ff10").update(text).digest("hex");

  test("covers the canonical body and the time in seconds, keyed with the text after the prefix", () => {
    const signature = signBody({ b: 1, a: { d: [1, "é"], c: null } }, key, 1_700_000_000_999);
    expect(signature).toBe(`t=1700000000&s=${macOf('{"a":{"c":null,"d":[1,"é"]},"b":1}1700000000')}`);
  });

  test("does not depend on the order of the fields", () => {
    expect(signBody({ a: 1, b: 2 }, key, 0)).toBe(signBody({ b: 2, a: 1 }, key, 0));
    expect(signBody({ a: 1, b: 2 }, key, 0)).not.toBe(signBody({ a: 2, b: 1 }, key, 0));
  });

  test("signs the empty string when there is no body", () => {
    expect(signBody(undefined, key, 5_000)).toBe(`t=5&s=${macOf("5")}`);
  });
});

describe("the bearer of a registration", () => {
  const hash = createHash("sha256")
    .update(Buffer.from([0x00, 0xff, 0x10]))
    .digest("hex");

  test("is the hash of the decoded key behind the key's own prefix", () => {
    expect(hashSigningKey(key)).toBe(`signkey-prod-${hash}`);
  });

  test.each([
    [`Bearer signkey-prod-${hash}`, true],
    [`Bearer signkey-test-${hash}`, false],
    [`bearer signkey-prod-${hash}`, false],
    [`Bearer ${key}`, false],
    ["Bearer ", false],
    [undefined, false],
  ])("%j is %s", (authorization, isGood) => {
    expect(isBearerOfKey(authorization, key)).toBe(isGood);
  });
});

test("secrets are the same only when every character is", () => {
  expect(isSameSecret("abc", "abc")).toBe(true);
  for (const other of ["abd", "ab", "abcd", ""]) expect(isSameSecret(other, "abc")).toBe(false);
});
