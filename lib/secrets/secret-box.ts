import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "#lib/errors/app-error.ts";

const formatVersion = 1;
const keyIdLength = 4;
const ivLength = 12;
const tagLength = 16;
const headerLength = 1 + keyIdLength + ivLength;

/** Which key this is, without telling it: 4 bytes of a hash. */
export function keyIdOf(key: Buffer): Buffer {
  return createHash("sha256").update("outreach-key-id").update(key).digest().subarray(0, keyIdLength);
}

/**
 * Provider secrets as stored: AES-256-GCM of their JSON. Layout: version, key id (4), iv (12), ciphertext, tag (16); version, key id
 * and iv are authenticated. `key` is 32 bytes.
 */
export function encryptSecrets(key: Buffer, secrets: Record<string, string>): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivLength);
  const header = Buffer.concat([Buffer.of(formatVersion), keyIdOf(key), iv]);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(header);
  const sealed = [header, cipher.update(JSON.stringify(secrets), "utf8"), cipher.final(), cipher.getAuthTag()];
  return Uint8Array.from(Buffer.concat(sealed));
}

/** True when this key, by its id, sealed it. */
export function isSealedWith(key: Buffer, stored: Uint8Array): boolean {
  return Buffer.from(stored.subarray(1, 1 + keyIdLength)).equals(keyIdOf(key));
}

/** The key that seals, and former ones that still open what they sealed. */
export type KeyRing = { encryptionKey: Buffer; oldEncryptionKeys: Buffer[] };

/**
 * Opens what `encryptSecrets` made; null (nothing stored) opens to no secrets.
 * @param keys one key, or a ring of which the one that is named in the header is taken
 * @throws AppError internal when another key made it, or a byte was changed
 */
export function decryptSecrets(keys: Buffer | KeyRing, stored: Uint8Array | null): Record<string, string> {
  if (stored === null) return {};
  const bytes = Buffer.from(stored);
  const header = bytes.subarray(0, headerLength);
  if (bytes.length < headerLength + tagLength || header[0] !== formatVersion) throw unreadable("not in a known format");
  const ring = Buffer.isBuffer(keys) ? [keys] : [keys.encryptionKey, ...keys.oldEncryptionKeys];
  const key = ring.find((one) => header.subarray(1, 1 + keyIdLength).equals(keyIdOf(one)));
  if (!key) throw unreadable("made with another ENCRYPTION_KEY");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, header.subarray(1 + keyIdLength)).setAAD(header);
    decipher.setAuthTag(bytes.subarray(-tagLength));
    const opened = Buffer.concat([decipher.update(bytes.subarray(headerLength, -tagLength)), decipher.final()]);
    return JSON.parse(opened.toString("utf8"));
  } catch {
    throw unreadable("damaged");
  }
}

function unreadable(why: string): AppError {
  return new AppError("internal", `The stored secrets cannot be read: ${why}. Enter them again.`);
}
