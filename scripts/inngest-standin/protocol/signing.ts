import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";

const prefix = /^signkey-\w+-/;

/**
 * The `x-inngest-signature` of a call: HMAC-SHA256 over the RFC 8785 form of the parsed body followed by the time in
 * seconds, keyed with the *text* after the key's prefix. No body (GET) signs the empty string.
 */
export function signBody(body: unknown, signingKey: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000).toString();
  const canonical = body === undefined ? "" : canonicalize(body);
  const mac = createHmac("sha256", signingKey.replace(prefix, "")).update(`${canonical}${seconds}`).digest("hex");
  return `t=${seconds}&s=${mac}`;
}

/** What the SDK sends as bearer token: the key's own prefix, then SHA-256 of the hex-*decoded* rest. */
export function hashSigningKey(signingKey: string): string {
  const keyPrefix = prefix.exec(signingKey)?.[0] ?? "";
  const key = Buffer.from(signingKey.slice(keyPrefix.length), "hex");
  return `${keyPrefix}${createHash("sha256").update(key).digest("hex")}`;
}

/** Constant-time check of `Authorization: Bearer <hash of the signing key>`. */
export function isBearerOfKey(authorization: string | undefined, signingKey: string): boolean {
  return isSameSecret(authorization ?? "", `Bearer ${hashSigningKey(signingKey)}`);
}

/** Compares two secrets without telling by the time it takes how much of them agrees. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
