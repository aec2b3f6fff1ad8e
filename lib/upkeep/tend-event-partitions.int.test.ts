import { describe, expect, it } from "vitest";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { tendEventPartitions } from "./tend-event-partitions.ts";

const ctx = createTestContext(await createOwnDatabase());
const within = <T>(tenantId: string, work: Parameters<typeof ctx.forTenant<T>>[1]) => ctx.forTenant(tenantId, work);

describe("tendEventPartitions", () => {
  /** Long past: what is to be dropped must be over by the database's own clock too. */
  const year = 1998;

  const partitionsOf = async (from: number, until: number) => {
    const rows = await ctx.acrossTenants(
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'email_events'::regclass ORDER BY 1`,
    );
    return rows
      .map((row) => row.name)
      .filter((name) => name > `email_events_${from}` && name < `email_events_${until + 1}`);
  };

  async function addEvent(tenantId: string, connectionId: string, at: string, metric: number | null = 1) {
    const key = crypto.randomUUID();
    await within(tenantId, (tx) =>
      tx.emailEvent.create({
        data: {
          tenant_id: tenantId,
          provider_connection_id: connectionId,
          provider: "sendgrid",
          provider_event_id: key,
          fingerprint: Buffer.from(key),
          type: "delivered",
          occurred_at: at,
          metric,
          payload: { ip: "192.0.2.1" },
        },
      }),
    );
  }

  const places = (tenantId: string) =>
    within(
      tenantId,
      (tx) => tx.$queryRaw<{ place: string; payload: object }[]>`
        SELECT tableoid::regclass::text AS place, payload FROM email_events ORDER BY occurred_at`,
    );

  it("makes months ahead over a year's end, empties the default, clears payloads, and drops months once they are rolled up", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId);
    await addEvent(tenantId, id, `${year}-11-30T23:59:59.999Z`);
    await addEvent(tenantId, id, `${year}-12-01T00:00:00.000Z`);
    await addEvent(tenantId, id, `${year}-12-31T23:00:00.000Z`, null);

    ctx.setNow(`${year}-12-31T23:59:59Z`);
    expect((await tendEventPartitions(ctx)).moved).toBe(3);
    const names = ["12", "01", "02", "03", "04"].map((m) => `email_events_${m === "12" ? year : year + 1}_${m}`);
    expect(await partitionsOf(year, year + 1)).toEqual(expect.arrayContaining([`email_events_${year}_11`, ...names]));
    expect((await places(tenantId)).map((row) => row.place)).toEqual([
      `email_events_${year}_11`,
      `email_events_${year}_12`,
      `email_events_${year}_12`,
    ]);

    ctx.setNow(`${year + 1}-07-15T03:20:00Z`);
    expect((await tendEventPartitions(ctx)).payloads_cleared).toBe(3);
    expect((await places(tenantId)).map((row) => row.payload)).toEqual([{}, {}, {}]);
    expect((await tendEventPartitions(ctx)).payloads_cleared).toBe(0);

    ctx.setNow(`${year + 1}-12-31T23:59:59Z`);
    expect((await tendEventPartitions(ctx)).dropped).not.toContain(`email_events_${year}_11`);
    ctx.setNow(`${year + 2}-01-01T00:00:00Z`);
    const early = await tendEventPartitions(ctx);
    expect([early.dropped.includes(`email_events_${year}_11`), early.kept_back]).toEqual([
      false,
      [`email_events_${year}_11`],
    ]);
    ctx.setNow(`${year}-12-31T23:59:59Z`);
    await rollUpReputation(ctx, { tenantId });
    ctx.setNow(`${year + 2}-01-01T00:00:00Z`);
    expect((await tendEventPartitions(ctx)).dropped).toContain(`email_events_${year}_11`);
    expect((await places(tenantId)).map((row) => row.place)).toEqual([
      `email_events_${year}_12`,
      `email_events_${year}_12`,
    ]);
    const days = await within(tenantId, (tx) =>
      tx.reputationDay.findMany({ where: { scope_index: 0, recipient_provider: "all" } }),
    );
    expect(days).toMatchObject([{ delivered: 2 }]);
  });

  it("holds a month back whose events are not all in the days", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId);
    const month = `email_events_${year - 20}_03`;
    await addEvent(tenantId, id, `${year - 20}-03-10T12:00:00.000Z`);
    ctx.setNow(`${year - 20}-04-10T12:00:00Z`);
    await tendEventPartitions(ctx);
    await within(tenantId, (tx) =>
      tx.reputationRollUp.create({
        data: { tenant_id: tenantId, rolled_to: epochHourOf(ctx.now()), time_zone: "UTC" },
      }),
    );
    ctx.setNow(`${year - 18}-04-10T12:00:00Z`);
    expect((await tendEventPartitions(ctx)).kept_back).toContain(month);
    const day = { tenant_id: tenantId, scope_index: 0, recipient_provider: "all", day: new Date(`${year - 20}-03-10`) };
    await within(tenantId, (tx) => tx.reputationDay.create({ data: { ...day, delivered: 1 } }));
    expect((await tendEventPartitions(ctx)).dropped).toContain(month);
  });

  it("cannot be talked into dropping a month that is not over by thirteen months", async () => {
    const recent = new Date();
    const from = new Date(Date.UTC(recent.getUTCFullYear(), recent.getUTCMonth() - 12, 1));
    for (const month of [from, new Date("1990-01-15T00:00:00Z")]) {
      await expect(
        ctx.acrossTenants((tx) => tx.$queryRaw`SELECT drop_email_event_partition(${month}::timestamptz)`),
      ).rejects.toThrow(/is no month that may go/);
    }
    await expect(
      within(crypto.randomUUID(), (tx) => tx.$queryRaw`SELECT drop_email_event_partition('1990-01-01')`),
    ).rejects.toThrow(/permission denied/);
  });
});
