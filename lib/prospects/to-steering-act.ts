import type { SteeringAct } from "./policy/explain-steering.ts";
import type { findLastSteering } from "./repo-undo.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findLastSteering>>>;

/** A line of the audit log, as the policies about steering read it. */
export function toSteeringAct({ action, at, before, after, actor_label: by, reason }: Row): SteeringAct {
  const side = (value: unknown) => (value ?? {}) as SteeringAct["before"] & SteeringAct["after"];
  return { action, at, before: side(before), after: side(after), by, reason };
}
