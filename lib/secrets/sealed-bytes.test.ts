import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import { decryptSecrets, encryptSecrets, keyIdOf } from "./secret-box.ts";

const key = Buffer.alloc(32, 1);
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const anySecrets = fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), {
  noNullPrototype: true,
});

function refusal(stored: Uint8Array): unknown {
  try {
    return decryptSecrets(key, stored);
  } catch (error) {
    return error;
  }
}

describe("sealed secrets", () => {
  it("open to what went in, whatever it was, with their key alone", () => {
    const check = (own: Buffer, other: Buffer, secrets: Record<string, string>) => {
      const stored = encryptSecrets(own, secrets);
      expect(decryptSecrets(own, stored)).toEqual(secrets);
      if (!own.equals(other)) expect(() => decryptSecrets(other, stored)).toThrow(AppError);
    };
    fc.assert(fc.property(anyKey, anyKey, anySecrets, check));
  });

  it("are laid out as documented, so that others can open and make them", () => {
    const text = JSON.stringify({ password: "x" });
    const header = Buffer.concat([Buffer.of(1), keyIdOf(key), Buffer.alloc(12, 9)]);
    const cipher = createCipheriv("aes-256-gcm", key, Buffer.alloc(12, 9)).setAAD(header);
    const sealed = Buffer.concat([header, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    expect(decryptSecrets(key, sealed)).toEqual({ password: "x" });
    const own = encryptSecrets(key, { password: "x" });
    expect([own.length, own[0]]).toEqual([1 + 4 + 12 + text.length + 16, 1]);
    expect(Buffer.from(own.subarray(1, 5)).equals(keyIdOf(key))).toBe(true);
  });

  it("never use a nonce twice", () => {
    const nonces = Array.from({ length: 200 }, () => Buffer.from(encryptSecrets(key, {})).toString("hex", 5, 17));
    expect(new Set(nonces).size).toBe(200);
  });

  const stored = encryptSecrets(key, { api_key: "SG.very-secret" });
  const other = encryptSecrets(key, { api_key: "SG.another-one" });
  const damaged: [string, Uint8Array, RegExp][] = [
    ["nothing at all", new Uint8Array(0), /not in a known format/],
    ["a later format", Uint8Array.from(stored).fill(2, 0, 1), /not in a known format/],
    ["the id of another key", Uint8Array.from(stored).fill(0, 1, 5), /another ENCRYPTION_KEY/],
    [
      "the nonce of another message",
      Buffer.concat([stored.subarray(0, 5), other.subarray(5, 17), stored.subarray(17)]),
      /damaged/,
    ],
    ["the text of another message", Buffer.concat([stored.subarray(0, 17), other.subarray(17)]), /damaged/],
    ["a byte more", Buffer.concat([stored, Buffer.of(0)]), /damaged/],
    ["no tag", stored.subarray(0, -16), /damaged/],
  ];
  it.each(damaged)("are refused with %s", (_name, bytes, message) => {
    const error = refusal(bytes);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "internal", message: expect.stringMatching(message) });
    expect(String(error)).not.toContain("SG.");
  });

  it("are refused when cut at any length", () => {
    for (let length = 0; length < stored.length; length += 1) {
      expect(refusal(stored.subarray(0, length))).toMatchObject({ code: "internal" });
    }
  });
});
