import type { Tx } from "#lib/db/types.ts";
import {
  type CapacityUse,
  giveBack,
  listReservations,
  lockCapacityDays,
  type ReservedRow,
  setCapacityDay,
} from "./repo-capacity.ts";

/**
 * Gives back what ledger rows reserved, because they will not be sent (`cancelled`, `failed`; SPEC §5). A row gives back once, however
 * often it is called: `capacity_day` becomes null. Call it after the outreach rows are locked.
 */
export async function releaseCapacity(tx: Tx, ledgerRows: readonly { id: string; tenant_id: string }[]): Promise<void> {
  const byTenant = Map.groupBy(ledgerRows, (row) => row.tenant_id);
  for (const [tenantId, rows] of byTenant) await releaseOfTenant(tx, tenantId, rows);
}

async function releaseOfTenant(tx: Tx, tenantId: string, rows: readonly { id: string }[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  const reserved = await listReservations(tx, tenantId, ids);
  if (reserved.length === 0) return;
  await lockCapacityDays(
    tx,
    tenantId,
    reserved.map((row) => row.day),
  );
  const released = new Set(await setCapacityDay(tx, tenantId, ids, null));
  await giveBack(tx, tenantId, usesOf(reserved.filter((row) => released.has(row.id))));
}

/** What rows count for, added up by day, kind and key. */
export function usesOf(rows: readonly ReservedRow[]): (CapacityUse & { day: string })[] {
  const uses = new Map<string, CapacityUse & { day: string }>();
  for (const row of rows) {
    const keys: [string, string | null][] = [
      ["tenant", ""],
      ["campaign", row.campaign_id],
      ["domain", row.sending_domain_id],
      ["mailbox", row.mailbox_id],
      ["recipient_domain", row.recipient_domain],
    ];
    for (const [kind, key] of keys) {
      if (key === null) continue;
      const id = `${row.day} ${kind} ${key}`;
      const use = uses.get(id) ?? { day: row.day, kind, key, used: 0 };
      use.used += 1;
      uses.set(id, use);
    }
  }
  return [...uses.values()];
}
