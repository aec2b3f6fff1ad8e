import type { Tx } from "#lib/db/types.ts";
import type { HealthScopeKind } from "./types.ts";

export type TransitionRow = Awaited<ReturnType<Tx["healthTransition"]["findFirstOrThrow"]>>;
export type TransitionScope = { kind: HealthScopeKind; id: string };

/** Whether the tenant has this place, archived or not. */
export async function isKnownPlace(tx: Tx, tenantId: string, { kind, id }: TransitionScope): Promise<boolean> {
  const where = { tenant_id: tenantId, id };
  const found = {
    domain: () => tx.sendingDomain.count({ where }),
    mailbox: () => tx.mailbox.count({ where }),
    connection: () => tx.providerConnection.count({ where }),
  }[kind]();
  return (await found) > 0;
}

/** Newest first; `before` is the sort key of the last row of the page before. */
export async function selectTransitions(
  tx: Tx,
  tenantId: string,
  { kind, id }: TransitionScope,
  page: { before: { at: Date; id: string } | null; limit: number },
): Promise<TransitionRow[]> {
  const { before, limit } = page;
  return tx.healthTransition.findMany({
    where: {
      tenant_id: tenantId,
      scope_kind: kind,
      scope_id: id,
      ...(before && { at: { lte: before.at }, OR: [{ at: { lt: before.at } }, { id: { lt: before.id } }] }),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
}

export type MoveRow = {
  scope_kind: HealthScopeKind;
  scope_id: string;
  name: string;
  from_state: string;
  to_state: string;
  reason: string;
};

/** What `actor` moved between two moments, both included, by what the places are called; `limit` of them. */
export async function selectMoves(
  tx: Tx,
  tenantId: string,
  { actor, from, to, limit }: { actor: { kind: string; label: string }; from: Date; to: Date; limit: number },
): Promise<MoveRow[]> {
  return tx.$queryRaw`
    SELECT t.scope_kind, t.scope_id, COALESCE(d.domain, m.from_email, c.name) AS name, t.from_state, t.to_state, t.reason
    FROM health_transitions t
    LEFT JOIN sending_domains d ON t.scope_kind = 'domain' AND d.id = t.scope_id
    LEFT JOIN mailboxes m ON t.scope_kind = 'mailbox' AND m.id = t.scope_id
    LEFT JOIN provider_connections c ON t.scope_kind = 'connection' AND c.id = t.scope_id
    WHERE t.tenant_id = (SELECT ${tenantId}::uuid) AND t.at BETWEEN ${from}::timestamptz AND ${to}::timestamptz
      AND t.actor_kind = ${actor.kind} AND t.actor_label = ${actor.label} AND t.reason IS NOT NULL
      AND COALESCE(d.id, m.id, c.id) IS NOT NULL
    ORDER BY name, t.id LIMIT ${limit}::int`;
}
