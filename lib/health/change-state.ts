import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { HealthReason } from "#lib/shared/reasons.ts";
import { lockScope, selectState, writeState } from "./repo.ts";
import type { HealthScopeKind, HealthStateName, HealthStateRow } from "./types.ts";

export type ManualChange = {
  tenantId: string;
  scopeKind: HealthScopeKind;
  /** id of the mailbox, sending domain or connection */
  scopeId: string;
  actor: Actor;
  requestId?: string;
};

const names: Record<HealthScopeKind, string> = {
  mailbox: "mailbox",
  domain: "sending domain",
  connection: "connection",
};

type Move = { to: "paused" | "healthy"; code: HealthReason; note: string | null };

/**
 * Moves a scope between healthy and paused in one transaction with its history and audit line; the scope's row is locked, so that no
 * hand-over is half-way. No change when it is there already. @throws AppError not_found
 */
export async function changeState(ctx: EngineContext, change: ManualChange, move: Move): Promise<HealthStateRow> {
  const { state, isChanged } = await ctx.forTenant(change.tenantId, (tx) => moveScope(tx, ctx.now(), change, move));
  // Who waits for this scope is planned anew; if the runner is away, their stored retry time does it later.
  if (isChanged) {
    await ctx.publish([{ type: "settingsChanged", tenantId: change.tenantId }]).catch((error: unknown) => {
      ctx.log.warn({ err: error }, "the job runner was not told of a health change");
    });
  }
  return state;
}

async function moveScope(tx: Tx, now: Date, change: ManualChange, move: Move) {
  const { tenantId, scopeKind, scopeId, actor } = change;
  const scope = { tenantId, scopeKind, scopeId };
  const name = await lockScope(tx, scope);
  if (name === null) throw notFound(names[scopeKind]);
  const current = await selectState(tx, scope);
  const from: HealthStateName = current?.state ?? "healthy";
  if ((from === "paused") === (move.to === "paused")) {
    return { state: current ?? healthy(scopeKind, scopeId, now), isChanged: false };
  }
  const state = await writeState(tx, scope, {
    from,
    state: move.to,
    reason: move.code,
    evidence: { by: actor.label, note: move.note },
    since: now,
    actor,
  });
  await writeAudit(tx, {
    tenantId,
    actor,
    action: `${scopeKind}.${move.to === "paused" ? "paused" : "resumed"}`,
    targetKind: scopeKind,
    targetId: scopeId,
    before: { state: from },
    after: { state: move.to, name },
    reason: move.note,
    requestId: change.requestId,
  });
  return { state, isChanged: true };
}

function healthy(scopeKind: HealthScopeKind, scopeId: string, since: Date): HealthStateRow {
  return {
    scope_kind: scopeKind,
    scope_id: scopeId,
    state: "healthy",
    reason: null,
    evidence: null,
    since,
    releases_at: null,
    version: 0,
  };
}
