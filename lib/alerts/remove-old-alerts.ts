import type { EngineContext } from "#lib/engine/context.ts";
import { listTenantIds } from "#lib/tenancy/across-tenants.ts";
import { deleteClosedAlerts } from "./repo.ts";
import { deleteOldDeliveries } from "./repo-deliveries.ts";
import { keptAlertsMs, keptDeliveriesMs, removedAtOnce } from "./thresholds.ts";

/** Once a day: closed alerts and the log of deliveries that are older than they are kept for, tenant by tenant. */
export async function removeOldAlerts(ctx: EngineContext): Promise<{ alerts: number; deliveries: number }> {
  const before = (keptMs: number) => new Date(ctx.now().getTime() - keptMs);
  const removed = { alerts: 0, deliveries: 0 };
  for (const tenantId of await listTenantIds(ctx)) {
    await ctx.forTenant(tenantId, async (tx) => {
      removed.deliveries += await deleteOldDeliveries(tx, tenantId, before(keptDeliveriesMs), removedAtOnce);
      removed.alerts += await deleteClosedAlerts(tx, tenantId, before(keptAlertsMs), removedAtOnce);
    });
  }
  return removed;
}
