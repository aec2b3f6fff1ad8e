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
