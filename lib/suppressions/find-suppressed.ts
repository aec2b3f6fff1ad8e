import type { Tx } from "#lib/db/types.ts";
import { findSuppressedKeys } from "./repo.ts";

/** Which of these email keys are suppressed (by address or recipient domain), in one round trip. The tenant is the transaction's. */
export async function findSuppressed(tx: Tx, emailKeys: string[]): Promise<Set<string>> {
  if (emailKeys.length === 0) return new Set();
  return new Set(await findSuppressedKeys(tx, [...new Set(emailKeys)]));
}

export async function isSuppressed(tx: Tx, emailKey: string): Promise<boolean> {
  return (await findSuppressed(tx, [emailKey])).has(emailKey);
}
