import type { Tx } from "#lib/db/types.ts";
import { findSuppressedValues } from "./repo.ts";
import { findSuppressionsOfKey } from "./repo-list.ts";

/** Which of these email keys are suppressed (by address or recipient domain), in one round trip. The tenant is the transaction's. */
export async function findSuppressed(tx: Tx, emailKeys: string[]): Promise<Set<string>> {
  if (emailKeys.length === 0) return new Set();
  const keys = [...new Set(emailKeys)];
  const domains = [...new Set(keys.map(domainOf))];
  const suppressed = await findSuppressedValues(tx, [
    ...keys.map((value) => ({ kind: "email" as const, value })),
    ...domains.map((value) => ({ kind: "domain" as const, value })),
  ]);
  const listed = { email: new Set<string>(), domain: new Set<string>() };
  for (const { kind, value } of suppressed) listed[kind].add(value);
  return new Set(keys.filter((key) => listed.email.has(key) || listed.domain.has(domainOf(key))));
}

/** What stands behind the first @; nothing when there is none. */
function domainOf(emailKey: string): string {
  return emailKey.split("@")[1] ?? "";
}

export async function isSuppressed(tx: Tx, emailKey: string): Promise<boolean> {
  return (await findSuppressed(tx, [emailKey])).has(emailKey);
}

/** The suppression that an address falls under, its own before that of its recipient domain; null when it may be written to. */
export async function findSuppressionOf(tx: Tx, tenantId: string, emailKey: string) {
  const rows = await findSuppressionsOfKey(tx, tenantId, emailKey);
  return rows.find(({ kind }) => kind === "email") ?? rows[0] ?? null;
}
