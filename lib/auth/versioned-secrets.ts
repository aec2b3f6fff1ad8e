import { createHash } from "node:crypto";

/**
 * Secrets as the sign-in library wants them, current first, each under a number that names it for ever: what it sealed says which
 * one opens it, whatever their order.
 */
export function versionedSecrets(secrets: string[]): { version: number; value: string }[] {
  return secrets.map((value) => ({ version: versionOf(value), value }));
}

function versionOf(secret: string): number {
  return createHash("sha256").update("outreach-auth-secret-id").update(secret).digest().readUInt32BE();
}
