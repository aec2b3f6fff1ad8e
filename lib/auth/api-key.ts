import { createHash, randomBytes } from "node:crypto";

const mark = "oc_";
const shownLength = 9;
const shape = /^oc_[A-Za-z0-9_-]{43}$/;

/** A new API key: `oc_` and 256 random bits. `prefix` is the part that lists may show. */
export function newApiKey(): { key: string; prefix: string; hash: Uint8Array<ArrayBuffer> } {
  const key = mark + randomBytes(32).toString("base64url");
  return { key, prefix: key.slice(0, shownLength), hash: hashApiKey(key) };
}

/** sha256 is enough for a key that nobody can guess: there is nothing to slow down. */
export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(key).digest());
}

export function looksLikeApiKey(text: string): boolean {
  return shape.test(text);
}
