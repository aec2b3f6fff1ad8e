import { emailKey } from "#lib/shared/email-key.ts";
import type { LedgerMessage } from "../types.ts";
import type { PersonEffects } from "./person-effects.ts";
import { isInSequence, statusAfterEvents } from "./status-after-events.ts";

export type OutreachEffects = {
  id: string;
  status: string;
  isInSequence: boolean;
  unsubscribedAt: Date | null;
  /** the time of the next send may have changed */
  needsNextSend: boolean;
};

type Person = { message: LedgerMessage; effects: PersonEffects };

/**
 * What events of its messages do to each outreach. `emailKeys`: the addresses that bounced prospects have now; a bounce of another
 * address leaves the status alone.
 */
export function outreachEffects(
  people: readonly Person[],
  emailKeys: ReadonlyMap<string, string | null>,
): OutreachEffects[] {
  const byOutreach = Map.groupBy(people, (person) => person.message.outreachId);
  return [...byOutreach].flatMap(([id, messages]) => {
    const effects = messages.map((person) => person.effects);
    const given = messages[0]?.message.outreachStatus ?? "";
    const isAddressBounced = messages.some(
      ({ message, effects: e }) => e.isHardBounced && emailKey(message.toEmail) === emailKeys.get(id),
    );
    const unsubscribed = effects.flatMap((effect) => effect.unsubscribedAtMs ?? []);
    const status = statusAfterEvents(given, {
      isUnsubscribed: unsubscribed.length > 0,
      isBounced: isAddressBounced,
      isDelivered: effects.some((effect) => effect.isDelivered),
    });
    const isEngagementChanged = effects.some((effect) => effect.isEngagementChanged);
    const isTouched = isEngagementChanged || status !== given || unsubscribed.length > 0;
    if (!isTouched && !effects.some((effect) => effect.isDelivered)) return [];
    return [
      {
        id,
        status,
        isInSequence: isInSequence(status),
        unsubscribedAt: unsubscribed.length > 0 ? new Date(Math.min(...unsubscribed)) : null,
        needsNextSend: isTouched && isInSequence(status),
      },
    ];
  });
}
