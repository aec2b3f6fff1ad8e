import { createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyIdOf } from "#lib/secrets/secret-box.ts";
import { createUnsubscribeToken, readUnsubscribeToken, unsubscribeUrl } from "./unsubscribe-token.ts";

const config = { appUrl: "https://console.test", encryptionKey: Buffer.alloc(32, 1) };
const subject = {
  tenantId: "01930000-0000-7000-8000-000000000001",
  outreachEmailId: "01930000-0000-7000-8000-0000000000ff",
};

describe("unsubscribe token", () => {
  it("comes back as what it stands for", () => {
    expect(readUnsubscribeToken(config, createUnsubscribeToken(config, subject))).toEqual(subject);
    expect(unsubscribeUrl(config, subject)).toMatch(/^https:\/\/console\.test\/u\/[A-Za-z0-9_-]{92}$/);
  });

  it("is nobody's when a single byte was changed", () => {
    const bytes = Buffer.from(createUnsubscribeToken(config, subject), "base64url");
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(readUnsubscribeToken(config, changed.toString("base64url"))).toBeNull();
    }
  });

  it.each(["", "x", "../../etc/passwd", "ä", "A".repeat(92), "A".repeat(5_000)])("refuses %j", (token) => {
    expect(readUnsubscribeToken(config, token)).toBeNull();
  });

  it("is nobody's under another key", () => {
    const other = { ...config, encryptionKey: Buffer.alloc(32, 2) };
    expect(readUnsubscribeToken(other, createUnsubscribeToken(config, subject))).toBeNull();
  });

  it("is the same every time, and says nothing of an address or a time", () => {
    expect(createUnsubscribeToken(config, subject)).toBe(createUnsubscribeToken(config, subject));
    expect(createUnsubscribeToken(config, subject)).toHaveLength(92);
  });

  it("names its key, and is signed with HMAC-SHA-256 under a key made for links alone", () => {
    const bytes = Buffer.from(createUnsubscribeToken(config, subject), "base64url");
    const [signed, mac] = [bytes.subarray(0, -32), bytes.subarray(-32)];
    const key = Buffer.from(hkdfSync("sha256", config.encryptionKey, "", "unsubscribe-link", 32));
    expect(signed.subarray(1, 5)).toEqual(keyIdOf(key));
    expect(signed.subarray(1, 5)).not.toEqual(keyIdOf(config.encryptionKey));
    expect(mac).toEqual(createHmac("sha256", key).update(signed).digest());
    expect(mac).not.toEqual(createHmac("sha256", config.encryptionKey).update(signed).digest());
  });

  it("cannot be put together from two others", () => {
    const other = { tenantId: "01930000-0000-7000-8000-000000000002", outreachEmailId: subject.outreachEmailId };
    const [ours, theirs] = [subject, other].map((each) =>
      Buffer.from(createUnsubscribeToken(config, each), "base64url"),
    );
    const mixed = Buffer.concat(
      [ours?.subarray(0, -32) ?? "", theirs?.subarray(-32) ?? ""].map((part) => Buffer.from(part)),
    );
    expect(readUnsubscribeToken(config, mixed.toString("base64url"))).toBeNull();
  });

  it.each([
    { name: "with a piece more", change: (token: string) => `${token}AAAA` },
    { name: "with a piece less", change: (token: string) => token.slice(0, -1) },
    { name: "in the other alphabet of base64", change: (token: string) => `${token.slice(0, -1)}+` },
    { name: "with padding", change: (token: string) => `${token}=` },
    { name: "with a blank before it", change: (token: string) => ` ${token}` },
    { name: "with a line end after it", change: (token: string) => `${token}\n` },
    { name: "twice", change: (token: string) => token + token },
  ])("is nobody's $name", ({ change }) => {
    expect(readUnsubscribeToken(config, change(createUnsubscribeToken(config, subject)))).toBeNull();
  });

  it("comes back for any two ids under any key, and is nobody's under another", () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), key, key, (tenantId, outreachEmailId, encryptionKey, otherKey) => {
        const token = createUnsubscribeToken({ encryptionKey }, { tenantId, outreachEmailId });
        expect(readUnsubscribeToken({ encryptionKey }, token)).toEqual({ tenantId, outreachEmailId });
        fc.pre(!encryptionKey.equals(otherKey));
        expect(readUnsubscribeToken({ encryptionKey: otherKey }, token)).toBeNull();
      }),
    );
  });

  it("is nobody's with one of its characters changed into any other, left out or doubled", () => {
    const token = createUnsubscribeToken(config, subject);
    const other = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=.%\0é");
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), fc.oneof(other, fc.constant("")), (place, put) => {
        fc.pre(put !== token[place]);
        const changed = token.slice(0, place) + put + token.slice(place + 1);
        const doubled = token.slice(0, place) + token.slice(place, place + 1) + token.slice(place);
        expect([changed, doubled].map((text) => readUnsubscribeToken(config, text))).toEqual([null, null]);
      }),
      { seed: 18, numRuns: 1_000 },
    );
  });

  it("is nobody's when it is any other text", () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.base64String({ maxLength: 200 }));
    fc.assert(
      fc.property(text, (token) => {
        expect(readUnsubscribeToken(config, token)).toBeNull();
      }),
    );
  });
});

it("works under a new key as long as the old one is kept", () => {
  const token = createUnsubscribeToken(config, subject);
  const renewed = {
    encryptionKey: Buffer.alloc(32, 9),
    oldEncryptionKeys: [Buffer.alloc(32, 8), config.encryptionKey],
  };
  expect(readUnsubscribeToken(renewed, token)).toEqual(subject);
  expect(readUnsubscribeToken({ ...renewed, oldEncryptionKeys: [] }, token)).toBeNull();
  expect(readUnsubscribeToken(config, createUnsubscribeToken(renewed, subject))).toBeNull();
});
