import { expect, it } from "vitest";
import { accessLinkUrl, hashAccessToken, looksLikeAccessToken, newAccessToken } from "./access-token.ts";

it("is new every time, of 256 bits, and known by its hash", () => {
  const made = Array.from({ length: 50 }, newAccessToken);
  expect(new Set(made.map(({ token }) => token)).size).toBe(50);
  for (const { token, hash } of made) {
    expect(looksLikeAccessToken(token)).toBe(true);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(hashAccessToken(token)).toEqual(hash);
    expect(Buffer.from(hash).toString("base64url")).not.toBe(token);
  }
});

it.each(["", "short", "a".repeat(42), "a".repeat(44), `${"a".repeat(42)}=`, `${"a".repeat(42)} `])(
  "is not %j",
  (text) => {
    expect(looksLikeAccessToken(text)).toBe(false);
  },
);

it("stands behind the # of its address, which browsers keep to themselves", () => {
  const url = new URL(accessLinkUrl("https://console.acme.com", "token"));
  expect([url.pathname, url.search, url.hash]).toEqual(["/access-link", "", "#token"]);
});
