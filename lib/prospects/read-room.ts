import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import type { RowDecision } from "#lib/sequencing/decide-row.ts";
import { closedReason } from "#lib/sequencing/open-run.ts";
import { type DueObstacle, dueObstacle, type OwnObstacle } from "#lib/sequencing/policy/due-obstacle.ts";
import type { ProspectPlace } from "#lib/sequencing/policy/time-zone.ts";
import { type DayRoom, readDayRoom } from "#lib/sequencing/read-day-room.ts";
import { tryRows } from "#lib/sequencing/try-rows.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { readFactRows } from "./repo-timeline.ts";

type Sources = { settings: Settings; health: HealthMaps | "unavailable"; now: Date };

/** What stands in the way of everybody who is due, and of some prospects each: read once for any number of them. */
export type Room = {
  settings: Settings;
  day: DayRoom;
  /** what planning would decide about each now, by outreach */
  decisions: ReadonlyMap<string, RowDecision>;
  now: Date;
};

/** The room that the sequencer has now, by its own count, and what it would make of these prospects. */
export async function readRoom(
  tx: Tx,
  tenantId: string,
  sources: Sources,
  outreachIds: readonly string[],
): Promise<Room> {
  const { settings, now } = sources;
  const day = await readDayRoom(tx, tenantId, sources);
  const rows = await readFactRows(tx, tenantId, outreachIds);
  return { settings, now, day, decisions: await tryRows(tx, day.frame, day.senders, rows) };
}

/** What keeps a prospect of this place from being planned now, were it due; null when the next run may take it. */
export function obstacleAt(
  { settings, day, decisions, now }: Room,
  id: string,
  place: ProspectPlace,
): DueObstacle | null {
  const closed = settings.is_active ? closedReason(settings) : "engine_off";
  return dueObstacle({ closed, ...day, own: ownObstacle(decisions.get(id)), place, settings }, now);
}

function ownObstacle(decision: RowDecision | undefined): OwnObstacle | null {
  if (decision?.kind !== "none") return null;
  const { reason, retryAt, waitsFor } = decision;
  if (!waitsFor) return { reason, retryAt, waitsFor: null };
  const { mailboxId, fromEmail, backAt } = waitsFor.sender;
  return { reason, retryAt, waitsFor: { mailboxId, fromEmail, backAt, takeOverAt: waitsFor.takeOverAt } };
}
