import { expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { removeOldAlerts } from "./remove-old-alerts.ts";
import { alertRow } from "./testing/alert-facts.ts";

const ctx = createTestContext();
const daysAgo = (days: number, ms = 0) => new Date(ctx.now().getTime() - days * 86_400_000 + ms);

async function addAlert(tenantId: string, key: string, closed_at: Date | null) {
  const { id: _id, ...row } = alertRow({ tenant_id: tenantId, key, closed_at, opened_at: daysAgo(400) });
  return ctx.forTenant(tenantId, async (tx) => (await tx.alert.create({ data: row })).id);
}

async function addDelivery(tenantId: string, alert_id: string | null, created_at: Date, isPending = false) {
  const data = {
    tenant_id: tenantId,
    alert_id,
    channel: "webhook",
    target_id: crypto.randomUUID(),
    event: "opened",
    payload: {},
    status: isPending ? "pending" : "delivered",
    next_attempt_at: isPending ? ctx.now() : null,
    created_at,
  };
  return ctx.forTenant(tenantId, async (tx) => (await tx.alertDelivery.create({ data })).id);
}

const left = (tenantId: string) =>
  ctx.forTenant(tenantId, async (tx) => ({
    alerts: (await tx.alert.findMany()).map((alert) => alert.key).sort(),
    deliveries: await tx.alertDelivery.count(),
  }));

it("takes closed alerts after 180 days and deliveries after 30, and never what is open or waits", async () => {
  const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  for (const id of [tenantId, other]) {
    const old = await addAlert(id, "old", daysAgo(180, -1));
    await addDelivery(id, old, daysAgo(1));
    const kept = await addAlert(id, "kept", daysAgo(180));
    await addAlert(id, "open", null);
    await addDelivery(id, kept, daysAgo(30, -1));
    await addDelivery(id, kept, daysAgo(30));
    await addDelivery(id, null, daysAgo(40), true);
  }
  expect(await removeOldAlerts(ctx, tenantId)).toEqual({ alerts: 1, alert_deliveries: 1 });
  expect(await left(tenantId)).toEqual({ alerts: ["kept", "open"], deliveries: 2 });
  expect(await removeOldAlerts(ctx, tenantId)).toEqual({ alerts: 0, alert_deliveries: 0 });
  expect(await left(other)).toEqual({ alerts: ["kept", "old", "open"], deliveries: 4 });
});
