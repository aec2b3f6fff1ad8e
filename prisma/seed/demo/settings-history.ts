import { changedFields } from "#lib/audit/changed-fields.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { localTimeOf } from "#lib/shared/zone-clock.ts";
import { aroundTheClockSince, dayMs, engineOffSince, hourMs, recontactRestDays, tenantZone } from "./calendar.ts";

const minuteMs = 60_000;

/** Fields of the settings that the demo touches, with their defaults. */
const begunWith = {
  is_active: false,
  sequencer_paused: false,
  company_address: null,
  daily_email_limit: 50,
  send_hours_start: "08:00",
  send_hours_end: "18:00",
  send_timezone: tenantZone,
  send_weekdays_only: true,
  holidays_enabled: true,
  pacing: "spread",
  send_gap_min_seconds: 60,
  send_gap_max_seconds: 120,
  recontact_enabled: true,
} satisfies Partial<Settings>;

type Step = { at: number; change: Partial<Settings>; reason: string | null };
export type SettingsChange = {
  at: number;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  reason: string | null;
};

/** Hours of a weekend without mail in which the kill switch was tried: nothing of the ledger contradicts it. */
export function killSwitchTried(now: number): { from: number; until: number } {
  const early = now - 24 * dayMs;
  const { day, minute } = localTimeOf(tenantZone, early);
  const saturday = early - (((day + 4) % 7) + 1) * dayMs;
  const from = saturday - minute * minuteMs + 10 * hourMs;
  return { from, until: from + 3 * hourMs };
}

/** How the tenant's settings became what `settings` makes of the defaults: each change with the fields before and after. */
export function settingsHistory(now: number, settings: Partial<Settings>): SettingsChange[] {
  const { company_address, daily_email_limit, pacing, send_gap_min_seconds, send_gap_max_seconds } = settings;
  const tried = killSwitchTried(now);
  const clock: Partial<Settings> = { send_hours_start: "00:00", send_hours_end: "24:00", send_weekdays_only: false };
  const steps: Step[] = [
    { at: now - 400 * dayMs, change: { company_address, daily_email_limit: 500 }, reason: null },
    { at: now - 399 * dayMs, change: { is_active: true }, reason: "Mailboxes are warm and the first list is here" },
    { at: tried.from, change: { sequencer_paused: true }, reason: "Trying the kill switch while no mail leaves" },
    { at: tried.until, change: { sequencer_paused: false }, reason: "It holds everything: back to work" },
    {
      at: aroundTheClockSince(now),
      change: { ...clock, holidays_enabled: false, daily_email_limit },
      reason: "The simulator takes mail at any hour: the demo goes around the clock from now on",
    },
    {
      at: now - recontactRestDays * dayMs,
      change: { recontact_enabled: false },
      reason: "Nobody returns until the new hours have settled",
    },
    { at: now - 40 * minuteMs, change: { recontact_enabled: true }, reason: "The new hours have settled" },
    { at: engineOffSince(now), change: { is_active: false }, reason: "The demo moves to this machine" },
    { at: now - minuteMs / 2, change: { is_active: true }, reason: "The demo has arrived" },
    {
      at: now - minuteMs,
      change: { ...settings, pacing, send_gap_min_seconds, send_gap_max_seconds },
      reason: "Simulated mail needs no gaps",
    },
  ];
  let current: Record<string, unknown> = begunWith;
  return steps
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, change, reason }) => {
      const changed = changedFields(current, change);
      current = { ...current, ...change };
      return changed ? [{ at, ...changed, reason }] : [];
    });
}
