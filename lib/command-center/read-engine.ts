import type { Tx } from "#lib/db/types.ts";
import { isInsideSendWindow } from "#lib/sequencing/policy/send-window.ts";
import { calendarDay } from "#lib/sequencing/policy/zone-clock.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { engineState } from "./policy/engine-state.ts";
import { senderCounts, todaysUse } from "./repo.ts";

/** The window of the tenant's own zone; a prospect elsewhere may still be inside theirs. */
export const anywhere = { zip: null, stateCode: null };

/** Whether the engine sends, and if not why, with what that rests on. `day` is today in the tenant's zone. */
export async function readEngine(tx: Tx, tenantId: string, settings: VersionedSettings, now: Date) {
  const day = calendarDay(settings.send_timezone, now);
  const use = await todaysUse(tx, tenantId, day, settings.send_timezone);
  const senders = await senderCounts(tx, tenantId);
  const isWindowOpen = isInsideSendWindow(anywhere, settings, now);
  const engine = engineState({
    isActive: settings.is_active,
    isPaused: settings.sequencer_paused,
    hasPostalAddress: (settings.company_address ?? "").trim() !== "",
    activeMailboxes: senders.active,
    dailyLimit: settings.daily_email_limit,
    reservedToday: use.reserved,
    isWindowOpen,
  });
  return { ...engine, day, use, senders, isWindowOpen };
}
