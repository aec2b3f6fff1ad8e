import type { queueReasons, SendReason } from "#lib/shared/reasons.ts";

export type SendFacts = {
  status: string;
  /** why it was cancelled, skipped or failed */
  statusReason: string | null;
  isDue: boolean;
  engine: { isActive: boolean; isPaused: boolean };
  /** true where sending from there is paused, by a person or the guard */
  paused: { connection: boolean; domain: boolean; mailbox: boolean };
  isMailboxActive: boolean;
  isCampaignPaused: boolean;
};

type QueueReason = keyof typeof queueReasons;

/**
 * What a message waits for, or why it was not sent, as a code of lib/shared/reasons.ts; null for a sent one. For one in the queue it is
 * the first obstacle in the order in which the last check would find it.
 */
export function explainSend(facts: SendFacts): string | null {
  switch (facts.status) {
    case "queued":
      return obstacleOf(facts) ?? (facts.isDue ? "about_to_go" : "waits_for_its_time");
    case "claimed":
      return obstacleOf(facts) ?? "being_written";
    case "sending":
      return "being_handed_over";
    case "unknown":
      return "outcome_unknown";
    case "sent":
      return null;
    default:
      return facts.statusReason;
  }
}

function obstacleOf({ engine, paused, isMailboxActive, isCampaignPaused }: SendFacts): QueueReason | SendReason | null {
  if (!engine.isActive) return "engine_off";
  if (engine.isPaused) return "engine_paused";
  if (isCampaignPaused) return "campaign_paused";
  if (paused.connection) return "connection_paused";
  if (paused.domain) return "domain_paused";
  return paused.mailbox || !isMailboxActive ? "mailbox_paused" : null;
}
