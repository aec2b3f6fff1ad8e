import type { Tone } from "#components/ui/tone.ts";
import { formatCount } from "#lib/format/number.ts";
import type { ProspectItem } from "#lib/prospects/contract.ts";
import { placeInCycle } from "#lib/shared/cycle-words.ts";

type Word = { label: string; tone: Tone };

const STATUS: Record<ProspectItem["status"], Word> = {
  cold: { label: "Cold", tone: "neutral" },
  contacted: { label: "Contacted", tone: "info" },
  interested: { label: "Interested", tone: "ok" },
  demo_scheduled: { label: "Demo scheduled", tone: "ok" },
  demo_completed: { label: "Demo completed", tone: "ok" },
  proposal_sent: { label: "Proposal sent", tone: "ok" },
  won: { label: "Won", tone: "ok" },
  lost: { label: "Lost", tone: "neutral" },
  bounced: { label: "Bounced", tone: "bad" },
  unreachable: { label: "Unreachable", tone: "warn" },
  unsubscribed: { label: "Unsubscribed", tone: "bad" },
  no_verified_email: { label: "No valid address", tone: "warn" },
  generation_failed: { label: "No text written", tone: "warn" },
  duplicate_email: { label: "Duplicate address", tone: "neutral" },
  exhausted: { label: "Exhausted", tone: "neutral" },
};

/** What an outreach status is called (SPEC §2); one the console does not know yet keeps its code. */
export function prospectStatusWord(status: string): Word {
  return status in STATUS ? STATUS[status as ProspectItem["status"]] : { label: status, tone: "neutral" };
}

export const PROSPECT_STATUS_OPTIONS = Object.entries(STATUS).map(([value, { label }]) => ({ value, label }));

/** How a person is named in lists: company first, then name, then address. */
export function prospectTitle(prospect: Pick<ProspectItem, "company" | "name" | "email">): string {
  return prospect.company ?? prospect.name ?? prospect.email ?? "Unnamed prospect";
}

/** Where in the sequence: "Step 2 · cycle 1"; nothing sent in this cycle is "Not started". */
export function sequencePlace(prospect: Pick<ProspectItem, "outreach_sequence_step" | "re_contact_cycle">): string {
  const { outreach_sequence_step: step, re_contact_cycle: cycle } = prospect;
  const place = step === 0 ? "Not started" : `Step ${step}`;
  return placeInCycle(place, cycle);
}

/** How many there are: "1,204 prospects", "more than 10,000 prospects" where counting stopped. */
export function countText({ count, at_least }: { count: number; at_least: boolean }): string {
  if (count === 1 && !at_least) return "1 prospect";
  return `${at_least ? "more than " : ""}${formatCount(count)} prospects`;
}
