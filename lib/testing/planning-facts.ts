import type { LoadedSenders, PlannedSender } from "#lib/sending/load-senders.ts";
import type { SenderFacts } from "#lib/sending/policy/sender.ts";
import { DayBook } from "#lib/sequencing/day-book.ts";
import type { Timetable } from "#lib/sequencing/find-room.ts";
import { type RunFrame, runFrame } from "#lib/sequencing/planning-state.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { sender } from "./sender-choice.ts";
import { testSettings } from "./sequencing-facts.ts";

/** Wednesday, 11:05 in Chicago. */
export const runAt = new Date("2026-06-10T16:05:00Z");

/** A run at 11:05 in Chicago. */
export function frameOf(settings: Partial<Settings> = {}, now: Date = runAt): RunFrame {
  return runFrame("tenant", testSettings(settings), now, "2026-06-10");
}

type Planned = Partial<SenderFacts & Pick<PlannedSender, "cap" | "isProbation" | "lastScheduledAt">>;

/** Mailbox `index` of `domain` with 40 messages a day. */
export function plannedSender(index: number, domain: string, change: Planned = {}): PlannedSender {
  return { cap: 40, isProbation: false, lastScheduledAt: null, ...change, ...sender(index, domain, change) };
}

/** These mailboxes, over domains with these caps. */
export function loadedSenders(domainCaps: Record<string, number>, ...senders: PlannedSender[]): LoadedSenders {
  const byId = new Map(senders.map((one) => [one.mailboxId, one]));
  const domains = Object.entries(domainCaps).map(
    ([domainId, cap]) =>
      [domainId, { domainId, cap, isProbation: false, startsWarmUp: false, lastReservedAt: null }] as const,
  );
  return { pool: { byId, active: senders.filter((one) => one.isActive) }, senders: byId, domains: new Map(domains) };
}

/** A timetable that expects to spread ten messages and has placed none. */
export function timetable(
  used: { kind: string; key: string; used: number }[] = [],
  change: Partial<Timetable> = {},
): Timetable {
  return { book: new DayBook(used), expected: 10, placed: 0, slotCap: 10, lastScheduled: new Map(), ...change };
}
