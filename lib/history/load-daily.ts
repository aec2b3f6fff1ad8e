import type { Tx } from "#lib/db/types.ts";
import { startOfEpochHour } from "#lib/reputation/policy/booking-hour.ts";
import { lastLocalDays } from "#lib/reputation/policy/local-days.ts";
import type { LocalDay } from "#lib/reputation/types.ts";
import type { RecipientProvider } from "#lib/shared/recipient-provider.ts";
import { addCounts, noCounts, scoreOfDay } from "./policy/series.ts";
import { countFreshHours, selectDays, sumDaysByProvider } from "./repo.ts";
import type { Loaded, Span } from "./types.ts";

/** The series by calendar days: what is rolled up of them, and the hours since. */
export async function loadDaily(tx: Tx, span: Span, provider: RecipientProvider | null): Promise<Loaded> {
  const { tenantId, scopeIndex, open } = span;
  const days = lastLocalDays(span.timeZone, open, span.count) as [LocalDay, ...LocalDay[]];
  const dates = { first: days[0].day, last: (days.at(-1) as LocalDay).day };
  const rolled = await selectDays(tx, { tenantId, scopeIndex, ...dates }, provider ?? "all");
  const split = await sumDaysByProvider(tx, { tenantId, scopeIndex, ...dates });
  const freshFrom = Math.min(open + 1, Math.max(days[0].firstHour, span.rolledTo));
  const times = { from: startOfEpochHour(freshFrom), to: startOfEpochHour(open + 1) };
  const fresh = await countFreshHours(tx, { tenantId, scopeIndex, ...times });
  const shown = fresh.filter((row) => provider === null || row.provider === provider);
  const stored = new Map(rolled.map((row) => [row.day, row]));
  return {
    points: days.map(({ day, firstHour, endHour }) => {
      const since = shown.filter((row) => row.epoch_hour >= firstHour && row.epoch_hour < endHour);
      const counts = addCounts(stored.get(day) ?? noCounts(), ...since);
      return { at: startOfEpochHour(firstHour), counts, score: provider === null ? scoreOfDay(counts) : null };
    }),
    byProvider: [...split, ...fresh],
  };
}
