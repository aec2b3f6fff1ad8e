import type { FollowupDelay } from "#lib/sequencing/policy/cadence.ts";
import type { BestDayPart } from "#lib/sequencing/policy/day-parts.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { localTimeOf, localTimeText } from "#lib/shared/zone-clock.ts";
import type { NextExplanation } from "./explain-next.ts";

export type WaitFacts = {
  next: NextExplanation;
  lastEmailSentAt: Date | null;
  /** what the cadence asks for before the next follow-up; null before a first message */
  delay: FollowupDelay | null;
  /** the day part that smart timing waits for, and whose answers it goes by; null when it moved nothing */
  timing: (BestDayPart & { trade: string | null; state: string | null }) | null;
  /** the prospect's IANA zone */
  zone: string;
  settings: Pick<Settings, "is_active" | "sequencer_paused" | "send_hours_start" | "send_hours_end">;
};

export type Wait = { because: string | null; notToday: string | null };

const hourMs = 3_600_000;

/** Why the next email goes when it goes, and why nothing goes today. */
export function explainWait(facts: WaitFacts, now: Date): Wait {
  const because = becauseOf(facts);
  return { because, notToday: notToday(facts, because, now) };
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
