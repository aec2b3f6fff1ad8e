import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { selectSetUps } from "./repo-bulk.ts";

/** Set-up of every mailbox in use as JSON text in the shape of contract-bulk.ts `mailboxSetUps`: one statement however many there are. */
export async function readSetUps(ctx: EngineContext, tenantId: string): Promise<string> {
  return ctx.forTenant(tenantId, async (tx) => {
    const { send_timezone: zone } = await loadSettings(tx, tenantId);
    return selectSetUps(tx, tenantId, calendarDay(zone, ctx.now()));
  });
}
