import type { FollowupDelay } from "#lib/sequencing/policy/cadence.ts";
import type { BestDayPart } from "#lib/sequencing/policy/day-parts.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { localTimeOf, localTimeText } from "#lib/shared/zone-clock.ts";
import type { NextExplanation } from "./explain-next.ts";

export type WaitFacts = {
  next: NextExplanation;
  status: string;
  step: number;
  cycle: number;
  lastEmailSentAt: Date | null;
  /** what the cadence asks for before the next follow-up; null before a first message */
  delay: FollowupDelay | null;
  /** the day part that smart timing waits for, and whose answers it goes by; null when it moved nothing */
  timing: (BestDayPart & { trade: string | null; state: string | null }) | null;
  /** the prospect's IANA zone */
  zone: string;
  settings: Pick<
    Settings,
    | "is_active"
    | "sequencer_paused"
    | "recontact_enabled"
    | "recontact_cooldown_days"
    | "max_recontact_cycles"
    | "send_hours_start"
    | "send_hours_end"
  >;
};

export type Wait = { because: string | null; notToday: string | null; recontactAt: Date | null };

/** Holds that re-contact ends (SPEC §9): held by the gate, finished or overdue. */
const endedByRecontact = new Set(["engagement_gate", "sequence_finished", "cooldown"]);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Why the next email goes when it goes, why nothing goes today, and when re-contact may take the prospect. */
export function explainWait(facts: WaitFacts, now: Date): Wait {
  const because = becauseOf(facts);
  return { because, notToday: notToday(facts, because, now), recontactAt: recontactAt(facts) };
}

function becauseOf(facts: WaitFacts): string | null {
  const { next, delay, lastEmailSentAt, settings } = facts;
  if (next.kind === "queued") return "Everything is checked once more right before it leaves.";
  if (next.kind !== "scheduled" || next.at === null) return null;
  const timing = timingOf(facts);
  const hours = `${settings.send_hours_start} to ${settings.send_hours_end}`;
  if (delay && lastEmailSentAt) {
    const floor = delay.isAtFloor ? ", the shortest that is allowed" : "";
    const wait = `Follow-ups wait ${delay.hours} h after the last email (${lowerFirst(delay.label)}${floor}).`;
    if (timing) return `${wait} ${timing}`;
    const isMoved = !next.isDue && next.at.getTime() > lastEmailSentAt.getTime() + delay.hours * hourMs;
    return isMoved ? `${wait} It then takes the next moment inside the send window, ${hours}.` : wait;
  }
  if (timing) return timing;
  return next.isDue
    ? "First messages leave in order, as far as daily limits and mailboxes have room."
    : `First messages leave inside the send window, ${hours} at the prospect's place.`;
}

function timingOf({ next, timing, zone }: WaitFacts): string | null {
  if (!timing || next.at === null || next.isDue) return null;
  const clock = localTimeText(zone, next.at).slice(-5);
  const rate = `${timing.engaged} of ${timing.sent} were opened or clicked`;
  return `Smart timing waits until ${clock} local: ${timing.trade} businesses in ${timing.state} answer best to emails sent between ${timing.from}:00 and ${timing.until}:00 (${rate}).`;
}

function notToday({ next, zone, settings }: WaitFacts, because: string | null, now: Date): string | null {
  if (next.kind === "held" || next.kind === "ended") return next.sentence;
  if (!settings.is_active) return "The engine is off: nothing is sent to anybody.";
  if (settings.sequencer_paused) return "The kill switch is on: nothing is sent to anybody.";
  const dayOf = (at: Date) => localTimeOf(zone, at.getTime()).day;
  const isLater = next.at !== null && dayOf(next.at) > dayOf(now);
  if (!isLater) return null;
  return next.isDue ? next.sentence : (because ?? next.sentence);
}

function recontactAt({ next, status, step, cycle, lastEmailSentAt, settings }: WaitFacts): Date | null {
  if (next.kind !== "held" || !endedByRecontact.has(next.reason ?? "")) return null;
  if (status !== "contacted" || step < 1 || lastEmailSentAt === null) return null;
  if (!settings.recontact_enabled || cycle >= settings.max_recontact_cycles) return null;
  return new Date(lastEmailSentAt.getTime() + settings.recontact_cooldown_days * dayMs);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
