import { emailKey } from "#lib/shared/email-key.ts";
import type { LedgerMessage } from "../types.ts";
import type { PersonEffects } from "./person-effects.ts";
import { isInSequence, statusAfterEvents } from "./status-after-events.ts";
import type { MessageSummary } from "./summarise-message.ts";

export type OutreachEffects = {
  id: string;
  status: string;
  isInSequence: boolean;
  unsubscribedAt: Date | null;
  /** latest of its messages; opens and clicks of the current cycle only */
  deliveredAt: Date | null;
  openedAt: Date | null;
  clickedAt: Date | null;
  opens: number;
  /** when the youngest message was made that has its first events with these; null for none */
  eventsUntil: Date | null;
  /** engagement must be taken from the ledger anew */
  isRetold: boolean;
  /** the time of the next send may have changed */
  needsNextSend: boolean;
};

export type Person = { message: LedgerMessage; effects: PersonEffects; after: MessageSummary };

/**
 * What events of its messages do to each outreach. `emailKeys`: the addresses that bounced prospects have now; a bounce of another
 * address leaves the status alone.
 */
export function outreachEffects(
  people: readonly Person[],
  emailKeys: ReadonlyMap<string, string | null>,
): OutreachEffects[] {
  const byOutreach = Map.groupBy(people, (person) => person.message.outreachId);
  return [...byOutreach].flatMap(([id, persons]) => {
    const effect = effectOn(id, persons, emailKeys.get(id) ?? null);
    return effect === null ? [] : [effect];
  });
}

function effectOn(id: string, persons: Person[], address: string | null): OutreachEffects | null {
  const given = persons[0]?.message.outreachStatus ?? "";
  const unsubscribed = persons.flatMap((person) => person.effects.unsubscribedAtMs ?? []);
  const isDelivered = persons.some((person) => person.effects.isDelivered);
  const isBounced = persons.some((p) => p.effects.isHardBounced && emailKey(p.message.toEmail) === address);
  const status = statusAfterEvents(given, { isUnsubscribed: unsubscribed.length > 0, isBounced, isDelivered });
  const isEngagementChanged = persons.some((person) => person.effects.isEngagementChanged);
  const isTouched = isEngagementChanged || status !== given || unsubscribed.length > 0;
  const firstHeardOf = persons.filter((person) => !person.message.mayHaveEvents);
  if (!isTouched && !isDelivered && firstHeardOf.length === 0) return null;
  const current = persons.filter((person) => person.message.isOfCurrentCycle);
  // The cadence asks how soon after its delivery a message was opened, and the delivery may be told last.
  const isLateDelivery = persons.some((person) => person.effects.isDelivered && person.after.openedAt !== null);
  return {
    id,
    status,
    isInSequence: isInSequence(status),
    unsubscribedAt: unsubscribed.length > 0 ? new Date(Math.min(...unsubscribed)) : null,
    deliveredAt: latest(persons, (person) => person.after.deliveredAt),
    openedAt: latest(current, (person) => person.after.openedAt),
    clickedAt: latest(current, (person) => person.after.clickedAt),
    opens: current.reduce((sum, person) => sum + person.effects.opens, 0),
    eventsUntil: latest(firstHeardOf, (person) => Math.round(person.message.createdMs)),
    isRetold: persons.some((person) => person.effects.isRetold),
    needsNextSend: (isTouched || isLateDelivery) && isInSequence(status),
  };
}

function latest(persons: Person[], timeOf: (person: Person) => number | null): Date | null {
  let latestMs = -1;
  for (const person of persons) latestMs = Math.max(latestMs, timeOf(person) ?? -1);
  return latestMs === -1 ? null : new Date(latestMs);
}
