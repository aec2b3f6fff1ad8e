import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { pausedByPerson, resumedByPerson } from "./policy/persons-word.ts";
import { lockScope, selectState, writeState } from "./repo.ts";
import { toChange, toRecord, unstoredState } from "./state-row.ts";
import { tellStatesChanged } from "./tell-states-changed.ts";
import type { HealthScopeKind, HealthStateRow } from "./types.ts";

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

export type Word = { verb: "pause" | "resume"; note: string | null };

/**
 * Writes what a person says of a scope in one transaction with its history and audit line; the scope's row is locked, so that no
 * hand-over is half-way. No change when it is so already. @throws AppError not_found
 */
export async function changeState(ctx: EngineContext, change: ManualChange, word: Word): Promise<HealthStateRow> {
  const moved = await ctx.forTenant(change.tenantId, (tx) => moveScope(tx, ctx.now(), change, word));
  if (moved === null) throw notFound(names[change.scopeKind]);
  if (moved.isChanged) await tellStatesChanged(ctx, change.tenantId);
  return moved.state;
}

type Moved = { name: string; state: HealthStateRow; isChanged: boolean };

/** One scope within a transaction, as above; null when the tenant has no such scope in use. */
export async function moveScope(tx: Tx, now: Date, change: ManualChange, { verb, note }: Word): Promise<Moved | null> {
  const { tenantId, scopeKind, scopeId, actor } = change;
  const scope = { tenantId, scopeKind, scopeId };
  const name = await lockScope(tx, scope);
  if (name === null) return null;
  const current = await selectState(tx, scope);
  const record = toRecord(current);
  const said = { by: actor.label, note };
  const move = verb === "pause" ? pausedByPerson(record, said) : resumedByPerson(record, scopeKind, said, now);
  if (move === null) return { state: current ?? unstoredState(scopeKind, scopeId, now), name, isChanged: false };
  const state = await writeState(tx, scope, { ...toChange(move, now), from: record.state, actor });
  await writeAudit(tx, {
    tenantId,
    actor,
    action: `${scopeKind}.${verb}d`,
    targetKind: scopeKind,
    targetId: scopeId,
    before: { state: record.state },
    after: { state: move.state, name },
    reason: note,
    requestId: change.requestId,
  });
  return { state, name, isChanged: true };
}
