import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { WebhookKey } from "./types.ts";

export type SignedPost = {
  rawBody: Buffer;
  /** header X-Twilio-Email-Event-Webhook-Signature: base64 DER */
  signature: string | null;
  /** header X-Twilio-Email-Event-Webhook-Timestamp */
  timestamp: string | null;
};

const maxHeaderLength = 256;

/**
 * True when one of the connection's keys made this signature over timestamp + raw body (ECDSA P-256, SHA-256; SendGrid's signed event
 * webhook). Two keys are held during a rotation. The timestamp has no age limit: retries come for 24 h with the old one.
 */
export function verifySendgridSignature(post: SignedPost, keys: readonly WebhookKey[]): boolean {
  const { rawBody, signature, timestamp } = post;
  if (!signature || !timestamp || signature.length > maxHeaderLength || timestamp.length > maxHeaderLength)
    return false;
  const signed = Buffer.concat([Buffer.from(timestamp), rawBody]);
  const given = Buffer.from(signature, "base64");
  return keys.some((key) => {
    const publicKey = readPublicKey(key.public_key);
    return publicKey !== null && verify("sha256", signed, publicKey, given);
  });
}

const parsedKeys = new Map<string, KeyObject | null>();
const maxParsedKeys = 1_000;

/** A public key as SPKI PEM or as SendGrid shows it (base64 DER of the same); null when it is no P-256 key. */
export function readPublicKey(text: string): KeyObject | null {
  const known = parsedKeys.get(text);
  if (known !== undefined) return known;
  const key = parsePublicKey(text.trim());
  if (parsedKeys.size >= maxParsedKeys) parsedKeys.clear();
  parsedKeys.set(text, key);
  return key;
}

function parsePublicKey(text: string): KeyObject | null {
  try {
    const key = text.startsWith("-----")
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : null;
  } catch {
    return null;
  }
}
