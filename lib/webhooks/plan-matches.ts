import type { Tx } from "#lib/db/types.ts";
import type { Match } from "./match-messages.ts";
import { type MessagePlan, planMessage } from "./policy/plan-message.ts";
import { selectStoredEvents } from "./repo-events.ts";
import type { IncomingEvent, LedgerMessage, StoredEvent } from "./types.ts";

export type PlannedMatch = { plan: MessagePlan; events: IncomingEvent[]; stored: StoredEvent[] };

/** Events may be stated somewhat before the row of their message was made: clocks differ. */
const clockSlackMs = 2 * 86_400_000;

/**
 * Plans what the new events of these messages change; events that are stored already are left out. The outreach rows must be locked
 * before, so that no other post's events of these messages are under way.
 */
export async function planMatches(tx: Tx, tenantId: string, matches: Match[]): Promise<PlannedMatch[]> {
  const stored = await findStoredEvents(
    tx,
    tenantId,
    matches.map((match) => match.message).filter((message) => message.mayHaveEvents),
  );
  return matches.flatMap((match) => {
    const known = stored.get(match.message.id) ?? [];
    const events = match.events.filter((event) => !known.some((other) => isSameEvent(event, other)));
    return events.length === 0 ? [] : [plan(match, known, events)];
  });
}

async function findStoredEvents(
  tx: Tx,
  tenantId: string,
  messages: LedgerMessage[],
): Promise<Map<string, StoredEvent[]>> {
  if (messages.length === 0) return new Map();
  const since = Math.min(...messages.map((message) => message.createdMs)) - clockSlackMs;
  const ids = messages.map((message) => message.id);
  return selectStoredEvents(tx, tenantId, ids, new Date(since));
}

/** Plans again when some of the events turned out to be stored elsewhere. */
export function replan(planned: PlannedMatch, isNew: (event: IncomingEvent) => boolean): PlannedMatch | null {
  const events = planned.events.filter(isNew);
  if (events.length === planned.events.length) return planned;
  return events.length === 0 ? null : plan({ message: planned.plan.message }, planned.stored, events);
}

function plan({ message }: Pick<Match, "message">, stored: StoredEvent[], events: IncomingEvent[]): PlannedMatch {
  return { plan: planMessage(message, stored, events), events, stored };
}

function isSameEvent(event: IncomingEvent, stored: StoredEvent): boolean {
  if (event.fingerprint === stored.key) return true;
  return event.providerEventId === stored.providerEventId && event.occurredAt.getTime() === stored.atMs;
}
