import type { Tone } from "#components/ui/tone.ts";
import type { CommandCenter } from "#lib/command-center/contract.ts";

const STATES: Record<CommandCenter["engine"]["state"], { label: string; tone: Tone }> = {
  sending: { label: "Engine sending", tone: "ok" },
  off: { label: "Engine off", tone: "neutral" },
  paused: { label: "Engine paused", tone: "bad" },
  no_postal_address: { label: "No postal address", tone: "bad" },
  no_mailbox: { label: "No active mailbox", tone: "bad" },
  no_sender: { label: "No mailbox may send", tone: "bad" },
  window_closed: { label: "Outside send window", tone: "info" },
  limit_reached: { label: "Daily limit reached", tone: "info" },
  day_used_up: { label: "Today's limits used up", tone: "info" },
};

/** What the engine's state is called. */
export function engineWord(state: CommandCenter["engine"]["state"]): { label: string; tone: Tone } {
  return STATES[state];
}
