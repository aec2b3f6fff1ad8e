import { closeSendGate } from "#lib/db/send-gate.ts";
import type { Tx } from "#lib/db/types.ts";
import type { HealthScopeKind, HealthStateRow } from "./types.ts";

type Scope = { tenantId: string; scopeKind: HealthScopeKind; scopeId: string };

/**
 * Keeps hand-overs out until the transaction ends, and other changes of the scope by its row's lock. Answers the scope's name, null when the
 * tenant has no such scope in use.
 */
export async function lockScope(tx: Tx, { tenantId, scopeKind, scopeId }: Scope): Promise<string | null> {
  await closeSendGate(tx, tenantId);
  const rows = await {
    mailbox: () => tx.$queryRaw<{ name: string }[]>`
      SELECT from_email AS name FROM mailboxes
      WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${scopeId}::uuid AND archived_at IS NULL FOR UPDATE`,
    domain: () => tx.$queryRaw<{ name: string }[]>`
      SELECT domain AS name FROM sending_domains
      WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${scopeId}::uuid AND archived_at IS NULL FOR UPDATE`,
    connection: () => tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM provider_connections
      WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${scopeId}::uuid AND archived_at IS NULL FOR UPDATE`,
  }[scopeKind]();
  return rows[0]?.name ?? null;
}

/** Every stored state of the tenant; who has none is healthy. */
export async function selectStates(tx: Tx, tenantId: string): Promise<HealthStateRow[]> {
  return (await tx.healthState.findMany({ where: { tenant_id: tenantId } })).map(toStateRow);
}

export async function selectState(tx: Tx, { tenantId, scopeKind, scopeId }: Scope): Promise<HealthStateRow | null> {
  const row = await tx.healthState.findUnique({
    where: { tenant_id_scope_kind_scope_id: { tenant_id: tenantId, scope_kind: scopeKind, scope_id: scopeId } },
  });
  return row && toStateRow(row);
}

/** A state to write: the guard's memory of the scope, and since when the state holds. */
export type StateChange = Omit<HealthStateRow, "scope_kind" | "scope_id" | "version" | "clean_sends">;

/** Writes the state and its line in the history. Call under `lockScope`. */
export async function writeState(
  tx: Tx,
  scope: Scope,
  change: StateChange & { from: string; actor: { kind: string; label: string } },
): Promise<HealthStateRow> {
  const { from, actor, evidence, ...state } = change;
  const key = { tenant_id: scope.tenantId, scope_kind: scope.scopeKind, scope_id: scope.scopeId };
  // What was sent since the last trouble is counted anew by the next evaluation.
  const values = { ...state, evidence: (evidence ?? {}) as never, clean_sends: 0 };
  const row = await tx.healthState.upsert({
    where: { tenant_id_scope_kind_scope_id: key },
    create: { ...key, ...values },
    update: { ...values, version: { increment: 1 } },
  });
  await tx.healthTransition.create({
    data: {
      ...key,
      from_state: from,
      to_state: change.state,
      reason: change.reason,
      evidence: values.evidence,
      actor_kind: actor.kind,
      actor_label: actor.label,
      at: change.since,
    },
  });
  return toStateRow(row);
}

/** Notes what runs within a state, unless the state has changed meanwhile; nothing of it is history. */
export async function writeNotes(
  tx: Tx,
  scope: Scope,
  notes: Pick<HealthStateRow, "version" | "calm_since" | "clean_sends">,
): Promise<void> {
  const { version, ...values } = notes;
  const key = { tenant_id: scope.tenantId, scope_kind: scope.scopeKind, scope_id: scope.scopeId };
  await tx.healthState.updateMany({ where: { ...key, version }, data: values });
}

function toStateRow(row: Awaited<ReturnType<Tx["healthState"]["findFirstOrThrow"]>>): HealthStateRow {
  const { tenant_id: _tenant, ...rest } = row;
  return rest as HealthStateRow;
}
