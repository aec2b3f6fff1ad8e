/** What the ledger keeps of a message for good. */
type Effects = {
  id: string;
  delivered_at: Date | null;
  opened_at: Date | null;
  machine_opened_at: Date | null;
  clicked_at: Date | null;
  bounced_at: Date | null;
  complained_at: Date | null;
};

type Event = {
  type: string;
  occurred_at: Date;
  machine: boolean;
  machine_reason: string | null;
  outreach_email_id: string;
};

/**
 * Events are kept for a year, the ledger's columns for good: what a column says and no event does any more is told from the column, so
 * that a timeline loses nothing with age.
 */
export function missingEffects(messages: readonly Effects[], events: readonly Event[]): Event[] {
  const known = new Set(events.map((event) => `${event.outreach_email_id} ${event.type} ${event.machine}`));
  return messages.flatMap((message) =>
    effectsOf(message).filter((event) => !known.has(`${message.id} ${event.type} ${event.machine}`)),
  );
}

function effectsOf(message: Effects): Event[] {
  const effect = (type: string, at: Date | null, machine = false): Event[] =>
    at === null ? [] : [{ type, occurred_at: at, machine, machine_reason: null, outreach_email_id: message.id }];
  return [
    ...effect("delivered", message.delivered_at),
    ...effect("opened", message.opened_at),
    ...effect("opened", message.machine_opened_at, true),
    ...effect("clicked", message.clicked_at),
    ...effect("bounced", message.bounced_at),
    ...effect("complained", message.complained_at),
  ];
}
