import { z } from "zod";
import { pageOf } from "#lib/http/paging.ts";

const state = z.enum(["healthy", "watch", "throttled", "paused", "probation"]);

/** GET /api/{domains,mailboxes,connections}/{id}/transitions, newest first */
const healthTransition = z.strictObject({
  id: z.uuid(),
  from_state: state,
  to_state: state,
  /** code of lib/shared/reasons.ts */
  reason: z.string().nullable(),
  /** counts, bounds and window of the guard, or `{ by, note }` of a person */
  evidence: z.record(z.string(), z.unknown()).nullable(),
  actor_kind: z.string(),
  actor_label: z.string(),
  at: z.iso.datetime(),
});
/** One change of state that the guard made, with what the place is called. */
export const guardMove = z.strictObject({
  scope_kind: z.enum(["domain", "mailbox", "connection"]),
  scope_id: z.uuid(),
  name: z.string(),
  from_state: state,
  to_state: state,
  /** code of lib/shared/reasons.ts */
  reason: z.string(),
});
export type GuardMoveView = z.infer<typeof guardMove>;

export type HealthTransition = z.infer<typeof healthTransition>;

export const healthTransitionPage = pageOf(healthTransition);
export type HealthTransitionPage = z.infer<typeof healthTransitionPage>;
