import type { Tx } from "#lib/db/types.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import { suppressMany } from "#lib/suppressions/suppress.ts";
import type { SuppressionEntry } from "#lib/suppressions/types.ts";
import type { Person } from "./policy/outreach-effects.ts";
import { strongestWish, type WishReason } from "./policy/wish-reason.ts";
import { findBouncingDomains } from "./repo-ledger.ts";
import { bouncedAddressesPerDomain } from "./thresholds.ts";

const source = "webhook";

/**
 * Suppresses addresses that bounced, complained or unsubscribed, and recipient domains where three addresses bounced (never those of
 * mail services). Answers the outreach whose mail must be stopped.
 */
export async function suppressPeople(
  tx: Tx,
  scope: { tenantId: string; now: Date },
  people: Person[],
): Promise<string[]> {
  const { tenantId, now } = scope;
  const reasons = reasonsByAddress(people);
  if (reasons.size === 0) return [];
  const addresses: SuppressionEntry[] = [...reasons].map(([value, reason]) => ({
    kind: "email",
    value,
    reason,
    source,
  }));
  const domains = await bouncingDomains(tx, tenantId, people);
  const entries = [...addresses, ...domains.map(domainEntry)];
  return (await suppressMany(tx, tenantId, entries, now)).outreachIds;
}

function reasonsByAddress(people: Person[]): Map<string, WishReason> {
  const reasons = new Map<string, WishReason>();
  for (const { message, effects } of people) {
    if (effects.suppressFor === null) continue;
    const key = emailKey(message.toEmail);
    if (key === null) continue;
    reasons.set(key, strongestWish([effects.suppressFor, reasons.get(key) ?? null]) ?? effects.suppressFor);
  }
  return reasons;
}

async function bouncingDomains(tx: Tx, tenantId: string, people: Person[]): Promise<string[]> {
  const domains = people
    .filter((person) => person.effects.isHardBounced && !isFreeMailDomain(person.message.recipientDomain))
    .map((person) => person.message.recipientDomain);
  if (domains.length === 0) return [];
  return findBouncingDomains(tx, tenantId, [...new Set(domains)], bouncedAddressesPerDomain);
}

function domainEntry(value: string): SuppressionEntry {
  return { kind: "domain", value, reason: "domain_bounced", source };
}
