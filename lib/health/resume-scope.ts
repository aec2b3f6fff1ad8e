import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { changeState, type ManualChange } from "./change-state.ts";
import type { HealthStateRow } from "./types.ts";

/**
 * Lets a paused scope send again: on probation when the guard had paused it, else as it was before (SPEC §4). Resuming what is not
 * paused changes nothing. Answers the state.
 * @throws AppError not_found; validation_failed when no reason is given
 */
export async function resumeScope(
  ctx: EngineContext,
  change: ManualChange & { reason: string },
): Promise<HealthStateRow> {
  const note = change.reason.trim();
  if (note === "") throw invalidField("reason", "say why it may send again");
  return changeState(ctx, change, { verb: "resume", note });
}
