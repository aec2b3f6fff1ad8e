import type { TimelineChange } from "./build-timeline.ts";
import { isAsLeft, type SteeringLine } from "./undo-plan.ts";

/** A line of the audit log about where a prospect stands, with who wrote it and why. */
export type SteeringAct = SteeringLine & { by: string; reason: string | null };

/** What leaves a prospect without a next email; a return, or what was taken back, does not. */
const halting = new Set(["prospect.stopped", "prospect.replied", "prospect.changed"]);

/** The act of a person by which the prospect stands where it does; null where the engine or nobody did. `acts`: newest first. */
export function haltedBy<Act extends SteeringLine>(
  acts: readonly Act[],
  facts: Parameters<typeof isAsLeft>[1],
): Act | null {
  return acts.find((act) => halting.has(act.action) && isAsLeft(act, facts)) ?? null;
}

/** An act as the timeline tells it. */
export function changeOf({ action, at, before, after, by, reason }: SteeringAct): TimelineChange {
  const cycle = hasBegunCycle(before, after) ? Number(after.re_contact_cycle) : null;
  return { at, type: action, title: `${titleOf(action, before, after)} by ${by}`, detail: reason, cycle };
}

const undoneWords: Record<string, string> = {
  "prospect.stopped": "Stop",
  "prospect.replied": "Noted reply",
  "prospect.returned": "Return to the sequence",
  "prospect.changed": "Status",
};

function titleOf(action: string, before: SteeringAct["before"], after: SteeringAct["after"]): string {
  if (action === "prospect.stopped") return "Stopped";
  if (action === "prospect.replied") return "Marked as replied";
  if (action === "prospect.undone")
    return `${undoneWords[String(after.undone ?? before.undone)] ?? "Change"} taken back`;
  if (action === "prospect.changed") return `Status set to ${String(after.status).replaceAll("_", " ")}`;
  return hasBegunCycle(before, after) ? "Returned to the sequence, in a new cycle," : "Returned to the sequence";
}

function hasBegunCycle(before: SteeringAct["before"], after: SteeringAct["after"]): boolean {
  return typeof after.re_contact_cycle === "number" && after.re_contact_cycle !== before.re_contact_cycle;
}
