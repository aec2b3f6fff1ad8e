import type { Tx } from "#lib/db/types.ts";
import { formatDateTime } from "#lib/format/time.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { isInsideSendWindow, nextWindowStart } from "#lib/sequencing/policy/send-window.ts";
import { dueCountLimit } from "#lib/sequencing/policy/thresholds.ts";
import { type DayRoom, readDayRoom } from "#lib/sequencing/read-day-room.ts";
import { countDueRows } from "#lib/sequencing/repo-planning.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { engineState } from "./policy/engine-state.ts";
import { senderCounts, todaysUse } from "./repo.ts";

/** The window of the tenant's own zone; a prospect elsewhere may still be inside theirs. */
export const anywhere = { zip: null, stateCode: null };

type EngineSources = {
  tenantId: string;
  settings: VersionedSettings;
  /** as the sequencer reads it */
  health: HealthMaps | "unavailable";
  now: Date;
};

/** Whether the engine sends, and if not why, with what that rests on. `day` is today in the tenant's zone. */
export async function readEngine(tx: Tx, { tenantId, settings, health, now }: EngineSources) {
  const day = calendarDay(settings.send_timezone, now);
  const use = await todaysUse(tx, tenantId, day, settings.send_timezone);
  const senders = await senderCounts(tx, tenantId);
  const room = await readDayRoom(tx, tenantId, { settings, health, now });
  const isWindowOpen = isInsideSendWindow(anywhere, settings, now);
  const hasPostalAddress = (settings.company_address ?? "").trim() !== "";
  const engine = engineState({
    isActive: settings.is_active,
    isPaused: settings.sequencer_paused,
    hasPostalAddress,
    activeMailboxes: senders.active,
    allStoppedBy: stoppedBy(room, health),
    dailyLimit: settings.daily_email_limit,
    reservedToday: use.reserved,
    areCapsUsedUp: room.left === 0,
    waiting: room.left === 0 ? await countWaiting(tx, tenantId, now) : 0,
    goesOn: formatDateTime(nextWindowStart(anywhere, settings, room.dayEnd).getTime(), settings.send_timezone),
    isWindowOpen,
    opens: formatDateTime(nextWindowStart(anywhere, settings, now).getTime(), settings.send_timezone),
  });
  return { ...engine, hasPostalAddress, day, use, senders, isWindowOpen, room };
}

function stoppedBy({ left, usedUp }: DayRoom, health: EngineSources["health"]) {
  if (left > 0 || usedUp !== "no_sendable_mailbox") return null;
  return health === "unavailable" ? "unread_reputation" : "health";
}

async function countWaiting(tx: Tx, tenantId: string, now: Date): Promise<number> {
  return (await countDueRows(tx, { tenantId, now, limit: dueCountLimit, campaigns: [] })).due;
}
