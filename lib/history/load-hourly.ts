import type { Tx } from "#lib/db/types.ts";
import { startOfEpochHour } from "#lib/reputation/policy/booking-hour.ts";
import { closedHours } from "#lib/reputation/policy/thresholds.ts";
import type { RecipientProvider } from "#lib/shared/recipient-provider.ts";
import { addCounts, noCounts, scoreAtHour } from "./policy/series.ts";
import { countFreshHours, selectHours, sumHoursByProvider } from "./repo.ts";
import type { BucketCounts, Loaded, Span } from "./types.ts";

/** The series by hours, and for scores the day before it. */
export async function loadHourly(tx: Tx, span: Span, provider: RecipientProvider | null): Promise<Loaded> {
  const { tenantId, scopeIndex, open, count } = span;
  const first = open - count + 1;
  const from = first - closedHours;
  const freshFrom = Math.min(open + 1, Math.max(from, span.rolledTo));
  const rolled = await selectHours(tx, { tenantId, scopeIndex, from, to: freshFrom }, provider);
  const split = await sumHoursByProvider(tx, { tenantId, scopeIndex, from: first, to: freshFrom });
  const times = { from: startOfEpochHour(freshFrom), to: startOfEpochHour(open + 1) };
  const fresh = await countFreshHours(tx, { tenantId, scopeIndex, ...times });
  const hours = new Map<number, BucketCounts>();
  for (const row of [...rolled, ...fresh.filter((row) => provider === null || row.provider === provider)]) {
    hours.set(row.epoch_hour, addCounts(hours.get(row.epoch_hour) ?? noCounts(), row));
  }
  return {
    points: Array.from({ length: count }, (_, i) => ({
      at: startOfEpochHour(first + i),
      counts: hours.get(first + i) ?? noCounts(),
      score: provider === null ? scoreAtHour(hours, first + i) : null,
    })),
    byProvider: [...split, ...fresh.filter((row) => row.epoch_hour >= first)],
  };
}
