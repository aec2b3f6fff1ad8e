import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { SendSummary } from "./contract.ts";
import { startOfDay } from "./policy/start-of-day.ts";
import { countSends } from "./repo.ts";
import { sendStatuses } from "./types.ts";

/** How many messages of today's queue are in each status. */
export async function getSendSummary(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<SendSummary> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const { send_timezone } = await loadSettings(tx, tenantId);
    const rows = await countSends(tx, { tenantId, dayStart: startOfDay(send_timezone, now) });
    const counts = new Map(rows.map((row) => [row.status, row.count]));
    return {
      day: calendarDay(send_timezone, now),
      send_timezone,
      counts: Object.fromEntries(
        sendStatuses.map((status) => [status, counts.get(status) ?? 0]),
      ) as SendSummary["counts"],
    };
  });
}
