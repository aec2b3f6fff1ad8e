import type { Tx } from "#lib/db/types.ts";
import { findMessageIds, lockMessagesByIds } from "./repo-ledger.ts";
import type { IncomingEvent, LedgerMessage } from "./types.ts";

export type Match = { message: LedgerMessage; events: IncomingEvent[] };

/**
 * Finds the message of each event within the tenant: by our id, by Message-ID, by the provider's id (SPEC §8), and locks their
 * outreach rows until the transaction ends. Ids of other tenants match nothing. What matches nothing is in neither list of events.
 */
export async function matchMessages(tx: Tx, tenantId: string, events: IncomingEvent[]): Promise<Match[]> {
  const named = events.filter((event) => event.outreachEmailId === null);
  const byName = await resolveNames(tx, tenantId, named);
  const ids = new Set([...events.flatMap((event) => event.outreachEmailId ?? []), ...byName.values()]);
  const messages = new Map((await lockMessagesByIds(tx, tenantId, [...ids])).map((message) => [message.id, message]));
  const foreign = events.filter((event) => event.outreachEmailId !== null && !messages.has(event.outreachEmailId));
  const byOtherName = await resolveNames(tx, tenantId, foreign);
  const missing = [...new Set(byOtherName.values())].filter((id) => !messages.has(id));
  for (const message of await lockMessagesByIds(tx, tenantId, missing)) messages.set(message.id, message);
  return group(events, (event) => {
    const own = event.outreachEmailId === null ? undefined : messages.get(event.outreachEmailId);
    return own ?? messages.get(byName.get(event.fingerprint) ?? byOtherName.get(event.fingerprint) ?? "");
  });
}

/** Ledger ids by event, for events that name their message as the mail or the provider does. */
async function resolveNames(tx: Tx, tenantId: string, events: IncomingEvent[]): Promise<Map<string, string>> {
  const messageIds = [...new Set(events.flatMap((event) => event.smtpId ?? []))];
  const providerMessageIds = [...new Set(events.flatMap((event) => event.providerMessageId ?? []))];
  const rows = await findMessageIds(tx, tenantId, { messageIds, providerMessageIds });
  const byMessageId = new Map(rows.map((row) => [row.message_id, row.id]));
  const byProviderId = new Map(rows.map((row) => [row.provider_message_id, row.id]));
  const found = new Map<string, string>();
  for (const event of events) {
    const id = byMessageId.get(event.smtpId ?? "") ?? byProviderId.get(event.providerMessageId ?? "");
    if (id !== undefined) found.set(event.fingerprint, id);
  }
  return found;
}

function group(events: IncomingEvent[], messageOf: (event: IncomingEvent) => LedgerMessage | undefined): Match[] {
  const matches = new Map<string, Match>();
  for (const event of events) {
    const message = messageOf(event);
    if (!message) continue;
    const match = matches.get(message.id);
    if (match) match.events.push(event);
    else matches.set(message.id, { message, events: [event] });
  }
  return [...matches.values()];
}
