import type { EngineContext } from "#lib/engine/context.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { listCapacityUse } from "#lib/sending/repo-capacity.ts";
import { DayBook } from "#lib/sequencing/day-book.ts";
import { readHealth } from "#lib/sequencing/open-run.ts";
import { dayAllowance, runFrame } from "#lib/sequencing/planning-state.ts";
import { calendarDay } from "#lib/sequencing/policy/zone-clock.ts";
import type { Settings } from "#lib/settings/contract.ts";

/** How many more messages the sequencer may plan today, by its own count: tenant limit, caps, warm-up and health (SPEC §5, §6). */
export async function readAllowance(
  ctx: EngineContext,
  { tenantId, settings }: { tenantId: string; settings: Settings },
): Promise<number> {
  const now = ctx.now();
  const health = await readHealth(ctx, tenantId, now);
  const day = calendarDay(settings.send_timezone, now);
  return ctx.forTenant(tenantId, async (tx) => {
    const senders = await loadSenders(tx, tenantId, { settings, health, now });
    const book = new DayBook(await listCapacityUse(tx, tenantId, day, []));
    return dayAllowance(runFrame(tenantId, settings, now, day), senders, book);
  });
}
