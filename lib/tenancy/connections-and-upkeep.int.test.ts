import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import {
  ensureEventPartitions,
  findWebhookConnection,
  inOneForAll,
  listRecontactTenants,
  listRunningImports,
} from "./across-tenants.ts";

const ctx = createTestContext();

it("finds a connection of any tenant by its id, with its keys, and nothing else of it", async () => {
  const tenantId = await createTestTenant(ctx);
  const keys = [{ id: "one", public_key: "pem", added_at: "2026-06-10T00:00:00Z" }];
  const { id } = await createTestConnection(ctx, tenantId, { webhook_keys: keys });
  expect(await findWebhookConnection(ctx, id)).toEqual({
    tenantId,
    connectionId: id,
    eventSource: "sendgrid",
    webhookKeys: keys,
  });
  expect(await findWebhookConnection(ctx, crypto.randomUUID())).toBeNull();
});

it("lists for re-contact who is active and wants it, with the zone of the morning", async () => {
  const wants = await createTestTenant(ctx, { send_timezone: "America/Denver" });
  const off = await createTestTenant(ctx, { is_active: false });
  const unwilling = await createTestTenant(ctx, { recontact_enabled: false });
  const ours = new Set([wants, off, unwilling]);
  const listed = (await listRecontactTenants(ctx)).filter((row) => ours.has(row.tenantId));
  expect(listed).toEqual([{ tenantId: wants, timeZone: "America/Denver" }]);
});

describe("listRunningImports", () => {
  const before = new Date("2026-06-10T15:00:00Z");
  const addImport = (tenantId: string, data: { status: string; created_at: Date }) =>
    ctx.forTenant(tenantId, (tx) => tx.import.create({ data: { tenant_id: tenantId, filename: "a.csv", ...data } }));

  it("names those at work since before then, of every tenant", async () => {
    const [one, two] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const early = new Date(before.getTime() - 1);
    const stuck = [
      await addImport(one, { status: "running", created_at: early }),
      await addImport(two, { status: "running", created_at: early }),
    ];
    const others = [
      await addImport(one, { status: "running", created_at: before }),
      await addImport(one, { status: "done", created_at: early }),
    ];
    const listed = await listRunningImports(ctx, before);
    expect(listed).toEqual(expect.arrayContaining(stuck.map((row) => ({ tenantId: row.tenant_id, importId: row.id }))));
    const ids = new Set(listed.map((row) => row.importId));
    expect(others.filter((row) => ids.has(row.id))).toEqual([]);
  });
});

describe("ensureEventPartitions", () => {
  const partitions = (from: string, to: string) =>
    ctx.acrossTenants(
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT relname AS name FROM pg_class WHERE relname BETWEEN ${from} AND ${to} AND relkind = 'r' ORDER BY 1`,
    );

  const eventAt = (tenantId: string, connectionId: string, at: string, index: number) => ({
    tenant_id: tenantId,
    provider_connection_id: connectionId,
    provider: "sendgrid",
    provider_event_id: `e${index}`,
    fingerprint: Buffer.from([index]),
    type: "open",
    occurred_at: at,
    payload: {},
  });

  it("makes every month up to so far ahead, across a year's end, and may be called at once and again", async () => {
    // A year of its own in every run: the database may be one that was kept.
    const year = randomInt(2040, 2090);
    const at = new Date(Date.UTC(year, 10, 30, 23, 59, 59));
    await Promise.all(Array.from({ length: 5 }, () => ensureEventPartitions(ctx, at, 2)));
    await ensureEventPartitions(ctx, at, 2);
    const made = await partitions(`email_events_${year}_11`, `email_events_${year + 1}_09`);
    const months = [`${year}_11`, `${year}_12`, `${year + 1}_01`];
    expect(made.map((row) => row.name)).toEqual(months.map((month) => `email_events_${month}`));
  });

  it("moves events that came before their month was made, keeps the others, and goes on with later months", async () => {
    // Years of this test alone.
    const year = randomInt(2_200, 9_000);
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId);
    const early = ["02-01T00:00:00.000Z", "02-28T23:59:59.999Z", "05-01T00:00:00.000Z"].map((day) => `${year}-${day}`);
    await ctx.forTenant(tenantId, (tx) =>
      tx.emailEvent.createMany({ data: early.map((at, index) => eventAt(tenantId, id, at, index)) }),
    );
    await ensureEventPartitions(ctx, new Date(Date.UTC(year, 1, 15)), 1);
    const rows = await ctx.forTenant(
      tenantId,
      (tx) => tx.$queryRaw<{ place: string }[]>`
        SELECT tableoid::regclass::text AS place FROM email_events ORDER BY occurred_at`,
    );
    const months = [`email_events_${year}_02`, `email_events_${year}_02`, "email_events_default"];
    expect(rows.map((row) => row.place)).toEqual(months);
    const made = await partitions(`email_events_${year}_01`, `email_events_${year}_12`);
    expect(made.map((row) => row.name)).toEqual([`email_events_${year}_02`, `email_events_${year}_03`]);
    const again = eventAt(tenantId, id, `${year}-02-01T00:00:00.000Z`, 0);
    await expect(ctx.forTenant(tenantId, (tx) => tx.emailEvent.create({ data: again }))).rejects.toThrow();
  });

  it("takes an event of the first and the last moment of a month into that month", async () => {
    await ensureEventPartitions(ctx, new Date("2033-03-15T12:00:00Z"), 0);
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId);
    const times = ["2033-03-01T00:00:00.000Z", "2033-03-31T23:59:59.999Z"];
    for (const [index, at] of times.entries()) {
      await ctx.forTenant(tenantId, (tx) => tx.emailEvent.create({ data: eventAt(tenantId, id, at, index) }));
    }
    const rows = await ctx.forTenant(
      tenantId,
      (tx) => tx.$queryRaw<{ place: string }[]>`SELECT tableoid::regclass::text AS place FROM email_events`,
    );
    expect(rows.map((row) => row.place)).toEqual(["email_events_2033_03", "email_events_2033_03"]);
  });
});

describe("inOneForAll", () => {
  const nameOf = (id: string) => ctx.acrossTenants((tx) => tx.tenant.findUniqueOrThrow({ where: { id } }));
  const rename = (ids: string[], fails: boolean) =>
    inOneForAll(ctx, async (tx) => {
      for (const id of ids) await tx.tenant.update({ where: { id }, data: { name: "renamed" } });
      if (fails) throw new Error("one of them failed");
      return ids.length;
    });

  it("works for many tenants in one transaction: all of it or nothing", async () => {
    const ids = [await createTestTenant(ctx), await createTestTenant(ctx)];
    await expect(rename(ids, true)).rejects.toThrow("one of them failed");
    for (const id of ids) expect((await nameOf(id)).name).not.toBe("renamed");
    expect(await rename(ids, false)).toBe(2);
    for (const id of ids) expect((await nameOf(id)).name).toBe("renamed");
  });
});

it("without a tenant named nothing is seen, and with one nothing of another can be written", async () => {
  const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const connection = await createTestConnection(ctx, theirs);
  const change = { where: { id: connection.id }, data: { name: "taken over" } };
  const changed = await ctx.forTenant(ours, (tx) => tx.providerConnection.updateMany(change));
  expect(changed.count).toBe(0);
  await expect(createTestConnection(ctx, ours, { tenant_id: theirs } as never)).rejects.toThrow();
  const nobody = await ctx.forTenant(crypto.randomUUID(), (tx) => tx.providerConnection.count());
  expect(nobody).toBe(0);
});
