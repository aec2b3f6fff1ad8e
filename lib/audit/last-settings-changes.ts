import type { Tx } from "#lib/db/types.ts";
import type { SettingsChange } from "./contract.ts";
import { selectAuditRows } from "./repo.ts";

/** The latest changes of the settings, newest first: one line for each version they went through. */
export async function lastSettingsChanges(tx: Tx, tenantId: string, count: number): Promise<SettingsChange[]> {
  const rows = await selectAuditRows(tx, tenantId, { targetKind: "settings" }, { before: null, limit: count });
  return rows.map(({ actor_label, at, before, after }) => ({
    by: actor_label,
    at: at.toISOString(),
    before: before as SettingsChange["before"],
    after: after as SettingsChange["after"],
  }));
}
