import type { EngineContext } from "#lib/engine/context.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { lastLocalDays } from "#lib/reputation/policy/local-days.ts";
import { findRollUpState } from "#lib/reputation/repo-roll-up.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { HistoryLines } from "./contract.ts";
import { selectLines } from "./repo.ts";
import { lineDays } from "./thresholds.ts";

/**
 * Sent and bounced by day over 30 days, for the rows of a table; as far as they are rolled up, which lags an hour. Ids of nothing, or of
 * another tenant's, have no entry.
 */
export async function readLines(
  ctx: EngineContext,
  request: { tenantId: string; scope: "domain" | "mailbox" | "connection"; ids: string[] },
): Promise<HistoryLines> {
  const { tenantId, scope, ids } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    const state = await findRollUpState(tx, tenantId);
    const zone = state?.time_zone ?? (await loadSettings(tx, tenantId)).send_timezone;
    const days = lastLocalDays(zone, epochHourOf(ctx.now()), lineDays).map((day) => day.day);
    const [first = "", last = ""] = [days[0], days.at(-1)];
    const rows = await selectLines(tx, tenantId, { kind: scope, ids, first, last });
    const items = [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => {
      const byDay = new Map(own.map((row) => [row.day, row]));
      const series = (name: "sent" | "bounced") => days.map((day) => byDay.get(day)?.[name] ?? 0);
      return { id, sent: series("sent"), bounced: series("bounced") };
    });
    return { days, items };
  });
}
