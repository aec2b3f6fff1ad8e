import type { Settings } from "#lib/settings/contract.ts";

export type Day = Settings["own_holidays"][number];

/** Days as the form holds them while they are edited: a line each, "2026-12-24 Christmas Eve". */
export function daysText(days: readonly Day[]): string {
  return days.map(({ date, name }) => `${date} ${name}`).join("\n");
}

/** The days of such a text, by date. */
export function daysIn(text: string): Day[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ date: line.slice(0, 10), name: line.slice(11).trim() }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** Why a day cannot be added; null when it can. */
export function dayTrouble({ date, name }: Day, days: readonly Day[]): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return "Choose a date.";
  if (name.trim() === "") return "Enter a name for the day.";
  return days.some((day) => day.date === date) ? "That day is already on the list." : null;
}
