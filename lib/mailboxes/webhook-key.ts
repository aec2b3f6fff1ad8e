import { createHash } from "node:crypto";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { readPublicKey } from "#lib/webhooks/verify-sendgrid-signature.ts";
import type { WebhookKeyView } from "./contract-connection.ts";
import type { StoredWebhookKey } from "./repo-connections.ts";

/** Two, so that a provider's key can be replaced without losing an event in between (SPEC §2). */
const maxKeys = 2;

/**
 * A pasted public key as it is stored: SPKI PEM, whatever form it came in. What is kept is always the public half.
 * @throws AppError validation_failed
 */
export function readWebhookKey(text: string, field: string, now: Date): StoredWebhookKey {
  const key = readPublicKey(text);
  if (key === null) {
    throw invalidField(field, "must be an ECDSA P-256 public key: PEM, or the base64 text the provider shows");
  }
  const pem = key.export({ type: "spki", format: "pem" }).toString();
  return { id: crypto.randomUUID(), public_key: pem, added_at: now.toISOString() };
}

/** @throws AppError conflict when there are two already, or this one is among them */
export function withWebhookKey(keys: StoredWebhookKey[], added: StoredWebhookKey): StoredWebhookKey[] {
  if (keys.some((key) => fingerprintOf(key) === fingerprintOf(added))) {
    throw new AppError("conflict", "This key is there already.");
  }
  if (keys.length >= maxKeys)
    throw new AppError("conflict", `There are ${maxKeys} keys already: remove the old one first.`);
  return [...keys, added];
}

export function toWebhookKeyView(key: StoredWebhookKey): WebhookKeyView {
  return { id: key.id, added_at: key.added_at, fingerprint: fingerprintOf(key) };
}

function fingerprintOf({ public_key }: StoredWebhookKey): string {
  const der = readPublicKey(public_key)?.export({ type: "spki", format: "der" }) ?? public_key;
  return createHash("sha256").update(der).digest("hex").slice(0, 16);
}
