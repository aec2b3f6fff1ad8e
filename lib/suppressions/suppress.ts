import type { Tx } from "#lib/db/types.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { asciiDomain, emailKey } from "#lib/shared/email-key.ts";
import {
  deleteWeaker,
  findOpenOutreachOfDomains,
  insertSuppressions,
  lockOutreachOfKeys,
  lockRecipientDomains,
} from "./repo.ts";
import type { SuppressionEntry } from "./types.ts";

export type SuppressResult = {
  /** how many were not suppressed before */
  added: number;
  /** outreach of these addresses, and outreach with mail on its way to these domains: their open sends must be cancelled */
  outreachIds: string[];
};

/**
 * Suppresses addresses and recipient domains for good (SPEC §2); again is no error. Locks the outreach rows first, or the domain,
 * so that nothing is handed over behind it (SPEC §7). The caller cancels open sends in the same transaction.
 * @throws AppError validation_failed when a value is no address or no domain
 */
export async function suppressMany(
  tx: Tx,
  tenantId: string,
  entries: SuppressionEntry[],
  now?: Date,
): Promise<SuppressResult> {
  if (entries.length === 0) return { added: 0, outreachIds: [] };
  const normal = entries.map((entry) => ({ ...entry, value: suppressionValue(entry) }));
  const keys = normal.filter((entry) => entry.kind === "email").map((entry) => entry.value);
  const domains = normal.filter((entry) => entry.kind === "domain").map((entry) => entry.value);
  // Domains before rows, as hand-over takes them: so nobody waits in a circle.
  if (domains.length > 0) await lockRecipientDomains(tx, tenantId, domains);
  const ofKeys = keys.length > 0 ? await lockOutreachOfKeys(tx, tenantId, keys) : [];
  const ofDomains = domains.length > 0 ? await findOpenOutreachOfDomains(tx, tenantId, domains) : [];
  const wishes = normal.filter((entry) => isWish(entry.reason));
  if (wishes.length > 0) await deleteWeaker(tx, tenantId, wishes);
  // The first of a value stays: wishes go first.
  const others = normal.filter((entry) => !isWish(entry.reason));
  const added = await insertSuppressions(tx, tenantId, [...wishes, ...others], now);
  return { added: added.length, outreachIds: [...new Set([...ofKeys, ...ofDomains])] };
}

/** One entry of `suppressMany`. */
export function suppress(tx: Tx, entry: SuppressionEntry & { tenantId: string; now?: Date }): Promise<SuppressResult> {
  const { tenantId, now, ...rest } = entry;
  return suppressMany(tx, tenantId, [rest], now);
}

/** A person's own wish: kept for ever, while an admin may lift a suppression for a bounce (SPEC §12). */
function isWish(reason: SuppressionEntry["reason"]): boolean {
  return reason === "unsubscribed" || reason === "complained";
}

function suppressionValue(entry: SuppressionEntry): string {
  const value = entry.kind === "email" ? emailKey(entry.value) : asciiDomain(entry.value.replace(/^@/, ""));
  if (value === null)
    throw invalidField("value", `must be ${entry.kind === "email" ? "an email address" : "a domain"}`);
  return value;
}
