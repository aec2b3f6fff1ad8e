import type { Tx } from "#lib/db/types.ts";
import { findSuppressedKeys } from "./repo.ts";
import { findSuppressionsOfKey } from "./repo-list.ts";

/** Which of these email keys are suppressed (by address or recipient domain), in one round trip. The tenant is the transaction's. */
export async function findSuppressed(tx: Tx, emailKeys: string[]): Promise<Set<string>> {
  if (emailKeys.length === 0) return new Set();
  return new Set(await findSuppressedKeys(tx, [...new Set(emailKeys)]));
}

export async function isSuppressed(tx: Tx, emailKey: string): Promise<boolean> {
  return (await findSuppressed(tx, [emailKey])).has(emailKey);
}

/** The suppression that an address falls under, its own before that of its recipient domain; null when it may be written to. */
export async function findSuppressionOf(tx: Tx, tenantId: string, emailKey: string) {
  const rows = await findSuppressionsOfKey(tx, tenantId, emailKey);
  return rows.find(({ kind }) => kind === "email") ?? rows[0] ?? null;
}
