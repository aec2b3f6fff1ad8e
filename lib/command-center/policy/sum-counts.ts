import type { MessageCounts } from "../contract.ts";

export const emptyCounts: MessageCounts = {
  sent: 0,
  delivered: 0,
  measurable: 0,
  opened: 0,
  clicked: 0,
  replied: 0,
  bounced: 0,
  complained: 0,
};

type Day = MessageCounts & { day: string };

/** The last `length` days up to `today` (YYYY-MM-DD), oldest first, with zeros where nothing was sent. */
export function fillDays(days: readonly Day[], today: string, length: number): Day[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length }, (_, index) => {
    const day = new Date(end - (length - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, ...emptyCounts };
  });
}

/** Sum of each count. */
export function sumCounts(days: readonly MessageCounts[]): MessageCounts {
  const sum = { ...emptyCounts };
  for (const day of days) {
    for (const key of Object.keys(sum) as (keyof MessageCounts)[]) sum[key] += day[key];
  }
  return sum;
}
