import type { EngineContext } from "#lib/engine/context.ts";
import { changeState, type ManualChange } from "./change-state.ts";
import type { HealthStateRow } from "./types.ts";

/**
 * Stops a mailbox, a sending domain (and with it its mailboxes) or a connection: nothing is handed over after this has committed.
 * Pausing what is paused changes nothing. Answers the state.
 * @throws AppError not_found
 */
export async function pauseScope(
  ctx: EngineContext,
  change: ManualChange & { reason?: string },
): Promise<HealthStateRow> {
  return changeState(ctx, change, { verb: "pause", note: change.reason?.trim() || null });
}
