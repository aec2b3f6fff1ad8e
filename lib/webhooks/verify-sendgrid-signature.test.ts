import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeys, signPost } from "./testing/webhook-world.ts";
import { webhookKeysOf } from "./types.ts";
import { readPublicKey, verifySendgridSignature } from "./verify-sendgrid-signature.ts";

const { publicKey, privateKey } = createKeys();
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
const der = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const rawBody = Buffer.from('[{"event":"open"}]');
const timestamp = "1781107200";
const signature = signPost(privateKey, rawBody, timestamp);
const post = { rawBody, timestamp, signature };
const key = (public_key: string) => ({ id: "one", public_key, added_at: "2026-06-10T00:00:00Z" });

function pemOf(pair: { publicKey: KeyObject }): string {
  return pair.publicKey.export({ type: "spki", format: "pem" }).toString();
}

const otherKinds = [
  { name: "P-384", pair: generateKeyPairSync("ec", { namedCurve: "P-384" }) },
  { name: "secp256k1", pair: generateKeyPairSync("ec", { namedCurve: "secp256k1" }) },
  { name: "RSA", pair: generateKeyPairSync("rsa", { modulusLength: 2_048 }) },
  { name: "Ed25519", pair: generateKeyPairSync("ed25519") },
];

describe("public keys", () => {
  it.each([
    { name: "PEM", text: pem },
    { name: "PEM with blank lines around", text: `\n ${pem}\n` },
    { name: "PEM with Windows line ends", text: pem.replaceAll("\n", "\r\n") },
    { name: "base64 as SendGrid shows it", text: der },
    { name: "base64 with blanks around", text: ` ${der}\n` },
    { name: "base64 in lines", text: der.replace(/.{40}/g, "$&\n") },
  ])("are read as $name", ({ text }) => {
    expect(readPublicKey(text)?.equals(publicKey)).toBe(true);
    expect(verifySendgridSignature(post, [key(text)])).toBe(true);
  });

  it.each(otherKinds)("of another kind are none: $name", ({ pair }) => {
    expect(readPublicKey(pemOf(pair))).toBeNull();
  });

  it.each(otherKinds)("of another kind verify nothing, even what they signed: $name", ({ name, pair }) => {
    const signed = Buffer.concat([Buffer.from(timestamp), rawBody]);
    const theirs = sign(name === "Ed25519" ? null : "sha256", signed, pair.privateKey).toString("base64");
    expect(verifySendgridSignature({ ...post, signature: theirs }, [key(pemOf(pair))])).toBe(false);
  });

  it("never make reading fail, whatever stands there, and are judged the same the second time", () => {
    const broken = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.nat({ max: der.length - 8 }).map((at) => der.slice(0, at)),
    );
    fc.assert(
      fc.property(broken, (text) => {
        expect([readPublicKey(text), readPublicKey(text)]).toEqual([null, null]);
      }),
    );
  });

  it.each([
    { name: "nothing", stored: null },
    { name: "no list", stored: { public_key: pem } },
    { name: "no keys in it", stored: [null, 7, "key", {}, { public_key: 7 }] },
  ])("are none in a column with $name", ({ stored }) => {
    expect(webhookKeysOf(stored)).toEqual([]);
  });
});

describe("signatures", () => {
  it.each([
    { name: "no key", keys: [] },
    { name: "another's key", keys: [key(pemOf(createKeys()))] },
    { name: "a broken key", keys: [key("nonsense")] },
  ])("fit nothing with $name", ({ keys }) => {
    expect(verifySendgridSignature(post, keys)).toBe(false);
  });

  it("fit when the second of two keys made them, and beside a broken key", () => {
    expect(verifySendgridSignature(post, [key(pemOf(createKeys())), key(pem)])).toBe(true);
    expect(verifySendgridSignature(post, [key(""), key("-----BEGIN PUBLIC KEY-----"), key(pem)])).toBe(true);
  });

  it.each([
    { name: "no signature", change: { signature: null } },
    { name: "an empty signature", change: { signature: "" } },
    { name: "no timestamp", change: { timestamp: null } },
    { name: "an empty timestamp", change: { timestamp: "" } },
    { name: "another timestamp", change: { timestamp: "1781107201" } },
    { name: "a timestamp with a blank", change: { timestamp: ` ${timestamp}` } },
    { name: "a signature too long to be one", change: { signature: signature.padEnd(257, "A") } },
    { name: "a timestamp too long to be one", change: { timestamp: timestamp.padEnd(257, "0") } },
    { name: "an empty body", change: { rawBody: Buffer.alloc(0) } },
    { name: "a body with a line end more", change: { rawBody: Buffer.concat([rawBody, Buffer.from("\n")]) } },
  ])("do not fit with $name", ({ change }) => {
    expect(verifySendgridSignature({ ...post, ...change }, [key(pem)])).toBe(false);
  });

  it("fit every body they were made for, and none with a byte changed", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, place, flip) => {
        const body = Buffer.from(given);
        const made = signPost(privateKey, body, timestamp);
        const changed = Buffer.from(body);
        const index = place % changed.length;
        changed[index] = (changed[index] ?? 0) ^ flip;
        const verifies = (raw: Buffer) =>
          verifySendgridSignature({ rawBody: raw, timestamp, signature: made }, [key(pem)]);
        expect([verifies(body), verifies(changed)]).toEqual([true, false]);
      }),
    );
  });

  it("do not fit with any byte of signature or timestamp changed", () => {
    const made = Buffer.from(signature, "base64");
    const flipped = (bytes: Buffer, place: number, flip: number) => {
      const changed = Buffer.from(bytes);
      const index = place % changed.length;
      changed[index] = (changed[index] ?? 0) ^ flip;
      return changed;
    };
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const otherSignature = flipped(made, place, flip).toString("base64");
        const otherTime = flipped(Buffer.from(timestamp), place, flip & 0x7f || 1).toString();
        expect(verifySendgridSignature({ ...post, signature: otherSignature }, [key(pem)])).toBe(false);
        expect(verifySendgridSignature({ ...post, timestamp: otherTime }, [key(pem)])).toBe(false);
      }),
      { seed: 18, numRuns: 400 },
    );
  });

  it("do not fit the same events written down another way: the bytes are signed, not what they mean", () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(value, fc.constantFrom(" ", "\t", 1), (events, indent) => {
        const sent = JSON.stringify([events, 0]);
        const made = signPost(privateKey, Buffer.from(sent), timestamp);
        const verifies = (body: string) =>
          verifySendgridSignature({ rawBody: Buffer.from(body), timestamp, signature: made }, [key(pem)]);
        expect(verifies(sent)).toBe(true);
        expect(verifies(JSON.stringify(JSON.parse(sent), null, indent))).toBe(false);
        expect(verifies(`${sent} `)).toBe(false);
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it("that are garbage never make verifying fail", () => {
    const garbage = fc.oneof(fc.string({ maxLength: 300 }), fc.base64String({ maxLength: 300 }));
    fc.assert(
      fc.property(garbage, (text) => {
        expect(verifySendgridSignature({ ...post, signature: text }, [key(pem)])).toBe(false);
      }),
    );
  });
});
