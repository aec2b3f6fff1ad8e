import type { Tx } from "#lib/db/types.ts";
import type { LoggedChange } from "./contract.ts";
import { selectAuditRows } from "./repo.ts";

/** The latest lines about one thing, newest first. */
export async function lastChanges(
  tx: Tx,
  tenantId: string,
  target: { targetKind: string; targetId: string; actions?: readonly string[] },
  count: number,
): Promise<LoggedChange[]> {
  const rows = await selectAuditRows(tx, tenantId, target, { before: null, limit: count });
  return rows.map(({ actor_label, at, before, after }) => ({
    by: actor_label,
    at: at.toISOString(),
    before: before as LoggedChange["before"],
    after: after as LoggedChange["after"],
  }));
}
