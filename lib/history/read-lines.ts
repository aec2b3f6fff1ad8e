import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { epochHourOf, startOfEpochHour } from "#lib/reputation/policy/booking-hour.ts";
import { lastLocalDays } from "#lib/reputation/policy/local-days.ts";
import { closedHours } from "#lib/reputation/policy/thresholds.ts";
import { findRollUpState, type RollUpState } from "#lib/reputation/repo-roll-up.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { HistoryLines } from "./contract.ts";
import { type LineRow, selectDayLines, selectHourLines } from "./repo.ts";
import { lineDays } from "./thresholds.ts";

type Scopes = { tenantId: string; kind: "domain" | "mailbox" | "connection"; ids: string[] };
type Asked = { tx: Tx; scopes: Scopes; state: RollUpState | null; now: Date };

/**
 * Sent and bounced for the rows of a table, by day over 30 days or over the 24 hours that were rolled up last; a roll-up lags an hour.
 * Ids of nothing, or of another tenant's, have no entry.
 */
export async function readLines(
  ctx: EngineContext,
  request: { tenantId: string; scope: Scopes["kind"]; ids: string[]; range: "24h" | "30d" },
): Promise<HistoryLines> {
  const { tenantId, scope: kind, ids, range } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    const state = await findRollUpState(tx, tenantId);
    const asked = { tx, scopes: { tenantId, kind, ids }, state, now: ctx.now() };
    return range === "24h" ? hourLines(asked) : dayLines(asked);
  });
}

async function dayLines({ tx, scopes, state, now }: Asked): Promise<HistoryLines> {
  const zone = state?.time_zone ?? (await loadSettings(tx, scopes.tenantId)).send_timezone;
  const days = lastLocalDays(zone, epochHourOf(now), lineDays).map((day) => day.day);
  const [first = "", last = ""] = [days[0], days.at(-1)];
  return { days, hours: [], items: seriesOf(await selectDayLines(tx, scopes, { first, last }), days) };
}

async function hourLines({ tx, scopes, state, now }: Asked): Promise<HistoryLines> {
  const to = Math.min(state?.rolled_to ?? Number.POSITIVE_INFINITY, epochHourOf(now));
  const hours = Array.from({ length: closedHours }, (_, i) => to - closedHours + i);
  const rows = await selectHourLines(tx, scopes, { from: to - closedHours, to });
  return { days: [], hours: hours.map((hour) => startOfEpochHour(hour).toISOString()), items: seriesOf(rows, hours) };
}

function seriesOf<At>(rows: readonly LineRow<At>[], times: readonly At[]): HistoryLines["items"] {
  return [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => {
    const byTime = new Map(own.map((row) => [row.at, row]));
    const series = (name: "sent" | "bounced") => times.map((at) => byTime.get(at)?.[name] ?? 0);
    return { id, sent: series("sent"), bounced: series("bounced") };
  });
}
