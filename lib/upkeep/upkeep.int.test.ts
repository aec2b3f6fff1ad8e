import { describe, expect, it } from "vitest";
import type { JobFunctionId } from "#lib/engine/events.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { rollUp } from "#lib/reputation/policy/thresholds.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { forgetSignIns } from "./forget-sign-ins.ts";
import { tendEventPartitions } from "./tend-event-partitions.ts";
import { batchRows } from "./thresholds.ts";
import { tidyTenant } from "./tidy-tenant.ts";

const ctx = createTestContext(await createOwnDatabase());
const now = new Date("2026-06-10T16:00:00Z");
const daysAgo = (days: number, ms = 0) => new Date(now.getTime() - days * 86_400_000 + ms);
const within = <T>(tenantId: string, work: Parameters<typeof ctx.forTenant<T>>[1]) => ctx.forTenant(tenantId, work);

async function newTenant() {
  ctx.setNow(now);
  await tendEventPartitions(ctx);
  return createTestTenant(ctx);
}

describe("tidyTenant", () => {
  it("takes away what is past its time, keeps what is not, and runs again without effect", async () => {
    const [tenantId, other] = [await newTenant(), await newTenant()];
    const connectionId = (await createTestConnection(ctx, tenantId)).id;
    const hour = epochHourOf(now) - rollUp.keptHours;
    for (const tenant_id of [tenantId, other]) {
      const run = { tenant_id, function_id: "run-sequencer", trigger: "schedule", status: "succeeded" };
      const event = { tenant_id, provider_connection_id: connectionId, reason: "no JSON", payload: "" };
      const answer = { tenant_id, route: "POST /x", request_hash: Buffer.from([1]) };
      const scoped = { tenant_id, scope_index: 0, sent: 1 };
      await within(tenant_id, async (tx) => {
        for (const created_at of [daysAgo(90, -1), daysAgo(90), now])
          await tx.jobRun.create({ data: { ...run, created_at } });
        for (const [i, received_at] of [daysAgo(90, -1), daysAgo(90)].entries()) {
          await tx.quarantinedEvent.create({ data: { ...event, received_at, fingerprint: Buffer.from([i]) } });
        }
        for (const [key, created_at] of Object.entries({ old: daysAgo(2, -1), fresh: daysAgo(2) })) {
          await tx.idempotencyKey.create({ data: { ...answer, key, created_at } });
        }
        for (const day of ["2026-03-11", "2026-03-12", "2026-06-10"]) {
          await tx.capacityDay.create({ data: { tenant_id, day: new Date(day), kind: "tenant", key: "", used: 1 } });
        }
        for (const epoch_hour of [hour - 1, hour]) {
          await tx.reputationHour.create({ data: { ...scoped, epoch_hour } });
          await tx.reputationProviderHour.create({ data: { ...scoped, epoch_hour, recipient_provider: "google" } });
        }
        for (const finished_at of [daysAgo(180, -1), daysAgo(180), null]) {
          const made = await tx.import.create({
            data: { tenant_id, filename: "a.csv", status: "done", finished_at, total_rows: 2 },
          });
          await tx.importRow.createMany({
            data: [1, 2].map((row_number) => ({ tenant_id, import_id: made.id, row_number, data: [] })),
          });
        }
      });
    }
    const left = (id: string) =>
      within(id, async (tx) => ({
        job_runs: await tx.jobRun.count(),
        quarantined_events: await tx.quarantinedEvent.count(),
        import_rows: await tx.importRow.count(),
        imports: await tx.import.count(),
        capacity_days: await tx.capacityDay.count(),
        idempotency_keys: await tx.idempotencyKey.count(),
        reputation_hours: (await tx.reputationHour.count()) + (await tx.reputationProviderHour.count()),
      }));
    const before = await left(other);
    const none = { job_runs: 0, quarantined_events: 0, import_rows: 0, capacity_days: 0, idempotency_keys: 0 };
    expect(await tidyTenant(ctx, { tenantId })).toEqual({
      job_runs: 1,
      quarantined_events: 1,
      import_rows: 2,
      capacity_days: 1,
      idempotency_keys: 1,
      reputation_hours: 2,
      alerts: 0,
      alert_deliveries: 0,
    });
    expect(await left(tenantId)).toEqual({
      job_runs: 2,
      quarantined_events: 1,
      import_rows: 4,
      imports: 3,
      capacity_days: 2,
      idempotency_keys: 1,
      reputation_hours: 2,
    });
    expect(await tidyTenant(ctx, { tenantId })).toEqual({
      ...none,
      reputation_hours: 0,
      alerts: 0,
      alert_deliveries: 0,
    });
    expect(await left(other)).toEqual(before);
  });

  it("keeps the newest run of each job, however old, and goes on over more than one batch", async () => {
    const tenantId = await newTenant();
    const run = { tenant_id: tenantId, trigger: "schedule", status: "failed", created_at: daysAgo(300) };
    const add = (function_id: JobFunctionId, count: number) =>
      within(tenantId, (tx) =>
        tx.jobRun.createMany({ data: Array.from({ length: count }, () => ({ ...run, function_id })) }),
      );
    await add("run-recontact", 1);
    await add("reconcile-sends", batchRows + 5);
    expect((await tidyTenant(ctx, { tenantId })).job_runs).toBe(batchRows + 4);
    const kept = await within(tenantId, (tx) => tx.jobRun.findMany({ orderBy: { function_id: "asc" } }));
    expect(kept.map((row) => row.function_id)).toEqual(["reconcile-sends", "run-recontact"]);
  });

  it("fails by name where the event table lacks a month, after it has tidied up", async () => {
    const tenantId = await newTenant();
    const data = { tenant_id: tenantId, kind: "tenant", key: "", used: 1, day: new Date("1960-01-01") };
    await within(tenantId, (tx) => tx.capacityDay.create({ data }));
    ctx.setNow("1965-12-20T03:50:00Z");
    const missing = { code: "dependency_unavailable", message: expect.stringContaining("email_events_1966_01") };
    await expect(tidyTenant(ctx, { tenantId })).rejects.toMatchObject(missing);
    expect(await within(tenantId, (tx) => tx.capacityDay.count())).toBe(0);
  });
});

it("forgetSignIns: what has ended goes, what is good stays", async () => {
  ctx.setNow(now);
  const keys = [crypto.randomUUID(), crypto.randomUUID()] as const;
  await ctx.acrossTenants(async (tx) => {
    const user = await tx.user.create({ data: { name: "A", email: `${keys[0]}@x.test` } });
    for (const [i, expiresAt] of [new Date("1971-01-01"), daysAgo(-1)].entries()) {
      await tx.session.create({ data: { userId: user.id, token: keys[i] as string, expiresAt } });
      await tx.verification.create({ data: { identifier: keys[i] as string, value: "v", expiresAt } });
      await tx.rateLimit.create({ data: { key: keys[i] as string, count: 1, lastRequest: expiresAt.getTime() } });
    }
  });
  ctx.setNow("1980-01-01T00:00:00Z");
  await forgetSignIns(ctx);
  const left = await ctx.acrossTenants(async (tx) => [
    ...(await tx.session.findMany({ where: { token: { in: [...keys] } } })).map((row) => row.token),
    ...(await tx.verification.findMany({ where: { identifier: { in: [...keys] } } })).map((row) => row.identifier),
    ...(await tx.rateLimit.findMany({ where: { key: { in: [...keys] } } })).map((row) => row.key),
  ]);
  expect(left).toEqual([keys[1], keys[1], keys[1]]);
  ctx.setNow(now);
});

it("forgetSignIns: a link goes a month past its end, used or not, of every tenant", async () => {
  const tenants = [await newTenant(), await newTenant()];
  const monthAgo = (ms: number) => daysAgo(30, ms);
  for (const tenant_id of tenants) {
    for (const [expires_at, used_at] of [
      [monthAgo(-1), null],
      [monthAgo(-1), daysAgo(31)],
      [monthAgo(0), daysAgo(31)],
      [daysAgo(-1), null],
    ] as const) {
      const link = { kind: "invitation", email: "a@x.test", role: "viewer", expires_at, used_at };
      const token_hash = new Uint8Array(Buffer.from(crypto.randomUUID()));
      await within(tenant_id, (tx) => tx.accessLink.create({ data: { ...link, tenant_id, token_hash } }));
    }
  }
  expect((await forgetSignIns(ctx)).access_links).toBe(4);
  for (const tenantId of tenants) {
    const left = await within(tenantId, (tx) => tx.accessLink.findMany({ orderBy: { expires_at: "asc" } }));
    expect(left.map((link) => link.expires_at)).toEqual([monthAgo(0), daysAgo(-1)]);
  }
  expect((await forgetSignIns(ctx)).access_links).toBe(0);
});

it("a link cannot be removed within a tenant, only by upkeep", async () => {
  const tenantId = await newTenant();
  await expect(within(tenantId, (tx) => tx.accessLink.deleteMany())).rejects.toThrow(/permission denied/);
});
