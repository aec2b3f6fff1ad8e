import { describe, expect, it } from "vitest";
import { decryptSecrets, encryptSecrets, keyIdOf } from "./secret-box.ts";

const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const secrets = { password: "pä$$word", api_key: "SG.x" };

describe("secret box", () => {
  it("gives back what went in, sealed differently each time", () => {
    const [one, two] = [encryptSecrets(key, secrets), encryptSecrets(key, secrets)];
    expect(decryptSecrets(key, one)).toEqual(secrets);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
    expect(Buffer.from(one).includes("SG.x")).toBe(false);
  });

  it("opens nothing stored to no secrets", () => {
    expect(decryptSecrets(key, null)).toEqual({});
  });

  it("names another key, and finds any changed byte", () => {
    const stored = encryptSecrets(key, secrets);
    expect(() => decryptSecrets(otherKey, stored)).toThrow(/another ENCRYPTION_KEY/);
    for (const index of stored.keys()) {
      const changed = Uint8Array.from(stored);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => decryptSecrets(key, changed)).toThrow(/cannot be read/);
    }
    expect(() => decryptSecrets(key, stored.slice(0, 20))).toThrow(/not in a known format/);
  });

  it("has a short key id that tells keys apart", () => {
    expect(keyIdOf(key)).toHaveLength(4);
    expect(keyIdOf(key).equals(keyIdOf(otherKey))).toBe(false);
  });

  it("opens what a former key of the ring sealed, and seals with the current one", () => {
    const ring = { encryptionKey: otherKey, oldEncryptionKeys: [Buffer.alloc(32, 3), key] };
    expect(decryptSecrets(ring, encryptSecrets(key, secrets))).toEqual(secrets);
    expect(decryptSecrets(ring, encryptSecrets(ring.encryptionKey, secrets))).toEqual(secrets);
    const sealed = encryptSecrets(key, secrets);
    expect(() => decryptSecrets({ ...ring, oldEncryptionKeys: [] }, sealed)).toThrow(/another ENCRYPTION_KEY/);
  });
});
