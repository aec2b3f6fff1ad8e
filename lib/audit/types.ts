import type { Actor as AnyActor } from "#lib/shared/actor.ts";

export type Actor = AnyActor;

/** One line of the audit log. `before` and `after` hold the fields that changed and never a secret. */
export type AuditRecord = {
  tenantId: string;
  actor: Actor;
  /** what happened, as `noun.verb`: settings.changed, mailbox.paused */
  action: string;
  targetKind: string;
  targetId: string | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string | null;
  requestId?: string | null;
};
