import { systemActor } from "#lib/shared/actor.ts";

/** Who the guard is in the history of states and in the audit log. */
export const guardActor = systemActor("health guard");
