import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { keyIdOf } from "#lib/secrets/secret-box.ts";

/** Which message an unsubscribe link stands in. Ids only: a link tells nobody's address. */
export type UnsubscribeSubject = { tenantId: string; outreachEmailId: string };

type TokenConfig = {
  encryptionKey: Buffer;
  /** former ones: links in mail that was sent under them work for ever */
  oldEncryptionKeys?: Buffer[];
};

const formatVersion = 1;
const keyIdLength = 4;
const uuidLength = 16;
const macLength = 32;
const signedLength = 1 + keyIdLength + 2 * uuidLength;

/** The link of one message: `{appUrl}/u/{token}`. */
export function unsubscribeUrl(config: TokenConfig & { appUrl: string }, subject: UnsubscribeSubject): string {
  return `${config.appUrl}/u/${createUnsubscribeToken(config, subject)}`;
}

/** Opaque, without expiry, signed with HMAC-SHA-256 under a key that is named by its id (SPEC §7). */
export function createUnsubscribeToken(config: TokenConfig, subject: UnsubscribeSubject): string {
  const key = linkKey(config.encryptionKey);
  const signed = Buffer.concat([
    Buffer.of(formatVersion),
    keyIdOf(key),
    uuidBytes(subject.tenantId),
    uuidBytes(subject.outreachEmailId),
  ]);
  return Buffer.concat([signed, mac(key, signed)]).toString("base64url");
}

/** What a token stands for; null when we did not make it. */
export function readUnsubscribeToken(config: TokenConfig, token: string): UnsubscribeSubject | null {
  const bytes = Buffer.from(token, "base64url");
  // Decoding passes over what does not belong: only the one spelling that we made counts.
  if (bytes.length !== signedLength + macLength || bytes.toString("base64url") !== token) return null;
  if (bytes[0] !== formatVersion) return null;
  const signed = bytes.subarray(0, signedLength);
  const keyId = signed.subarray(1, 1 + keyIdLength);
  const ring = [config.encryptionKey, ...(config.oldEncryptionKeys ?? [])].map(linkKey);
  const key = ring.find((one) => keyIdOf(one).equals(keyId));
  if (!key || !timingSafeEqual(bytes.subarray(signedLength), mac(key, signed))) return null;
  const ids = signed.subarray(1 + keyIdLength);
  return { tenantId: uuidText(ids.subarray(0, uuidLength)), outreachEmailId: uuidText(ids.subarray(uuidLength)) };
}

const linkKeys = new WeakMap<Buffer, Buffer>();

/** Links get a key of their own, so that a leaked link key opens no secrets. Derived once: every message has a link. */
function linkKey(encryptionKey: Buffer): Buffer {
  const known = linkKeys.get(encryptionKey);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", encryptionKey, "", "unsubscribe-link", 32));
  linkKeys.set(encryptionKey, key);
  return key;
}

function mac(key: Buffer, signed: Buffer): Buffer {
  return createHmac("sha256", key).update(signed).digest();
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidText(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
