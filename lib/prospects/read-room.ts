import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { closedReason } from "#lib/sequencing/open-run.ts";
import { type DueObstacle, dueObstacle } from "#lib/sequencing/policy/due-obstacle.ts";
import type { ProspectPlace } from "#lib/sequencing/policy/time-zone.ts";
import { type DayRoom, readDayRoom } from "#lib/sequencing/read-day-room.ts";
import type { Settings } from "#lib/settings/contract.ts";

type Sources = { settings: Settings; health: HealthMaps | "unavailable"; now: Date };

/** What stands in the way of everybody who is due: read once for any number of them. */
export type Room = { settings: Settings; day: DayRoom; now: Date };

/** The room that the sequencer has now, by its own count. */
export async function readRoom(tx: Tx, tenantId: string, sources: Sources): Promise<Room> {
  const { settings, now } = sources;
  return { settings, now, day: await readDayRoom(tx, tenantId, sources) };
}

/** What keeps somebody who is due at this place from being planned now; null when the next run may. */
export function obstacleAt({ settings, day, now }: Room, place: ProspectPlace): DueObstacle | null {
  const closed = settings.is_active ? closedReason(settings) : "engine_off";
  return dueObstacle({ closed, ...day, place, settings }, now);
}
