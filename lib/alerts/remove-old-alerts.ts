import type { EngineContext } from "#lib/engine/context.ts";
import { inBatches } from "#lib/upkeep/in-batches.ts";
import { deleteClosedAlerts } from "./repo.ts";
import { deleteOldDeliveries } from "./repo-deliveries.ts";
import { keptAlertsMs, keptDeliveriesMs } from "./thresholds.ts";

/** Takes away closed alerts and the log of deliveries that are older than they are kept for. */
export async function removeOldAlerts(
  ctx: EngineContext,
  tenantId: string,
): Promise<{ alerts: number; alert_deliveries: number }> {
  const before = (keptMs: number) => new Date(ctx.now().getTime() - keptMs);
  const deliveries = await inBatches((limit) =>
    ctx.forTenant(tenantId, (tx) => deleteOldDeliveries(tx, tenantId, before(keptDeliveriesMs), limit)),
  );
  const alerts = await inBatches((limit) =>
    ctx.forTenant(tenantId, (tx) => deleteClosedAlerts(tx, tenantId, before(keptAlertsMs), limit)),
  );
  return { alerts, alert_deliveries: deliveries };
}
