import { expect, it } from "vitest";
import { listCampaigns } from "#lib/campaigns/list-campaigns.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { demoPlan } from "./plan.ts";
import { seedDemo } from "./seed-demo.ts";

// Of its own, so that the demo has the addresses and the chances that it always has.
const ctx = createTestContext(await createOwnDatabase());

it("fills a tenant that the engine understands: scores, holds and due prospects of every kind", async () => {
  const tenantId = await createTestTenant(ctx, { is_active: false });
  const { id: connectionId } = await createTestConnection(ctx, tenantId);
  const target = { tenantId, connectionId, company: "LeadLock", seed: "half", plan: demoPlan };
  await seedDemo(ctx, target);
  await seedDemo(ctx, target);
  const maps = await readHealthMaps(ctx, tenantId);
  const reputationOf = (name: string) => [...maps.domains].find(([domain]) => domain.startsWith(name))?.[1];
  expect(reputationOf("leadlock-trouble-")).toMatchObject({ status: "critical", throttle: "paused" });
  expect(reputationOf("leadlockhq-")).toMatchObject({ throttle: "normal" });
  const stopped = [...maps.domains].filter(([, { throttle }]) => throttle === "paused" || throttle === "critical");
  expect(stopped.map(([domain]) => domain.slice(0, 17))).toEqual(["leadlock-trouble-"]);
  const alerts = await ctx.forTenant(tenantId, (tx) => tx.alert.findMany({ orderBy: { kind: "asc" } }));
  expect(
    alerts.map(({ kind, severity, scope_name, closed_at }) => [
      kind,
      severity,
      scope_name?.split(/[-@]/)[0],
      closed_at,
    ]),
  ).toEqual([
    ["domain_health", "critical", "leadlock", null],
    ["mailbox_health", "info", "priya", null],
  ]);
  const { items: campaigns } = await listCampaigns(ctx, { tenantId, limit: 10, cursor: undefined });
  expect(campaigns.map(({ status, results }) => [status, results.sent > 50, results.replied > 0]).sort()).toEqual([
    ["active", true, true],
    ["draft", false, false],
    ["paused", true, true],
  ]);
  const { prospects, holds, due, open } = await ctx.forTenant(tenantId, async (tx) => ({
    prospects: await tx.prospect.count(),
    holds: await tx.outreach.groupBy({ by: ["hold_reason"], where: { hold_reason: { not: null } }, _count: true }),
    due: await tx.outreach.groupBy({ by: ["status"], where: { next_send_at: { lte: ctx.now() } }, _count: true }),
    open: await tx.salesEngineConfig.findUniqueOrThrow({ where: { tenant_id: tenantId } }),
  }));
  expect([prospects, open.is_active]).toEqual([5_000, true]);
  const reasons = holds.map((row) => row.hold_reason);
  expect(reasons).toEqual(
    expect.arrayContaining(["campaign_paused", "engagement_gate", "sequence_finished", "awaiting_verification"]),
  );
  expect(due.map((row) => row.status).sort()).toEqual(["cold", "contacted"]);
  expect(due.every((row) => row._count > 20)).toBe(true);
}, 180_000);
