import { describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/types.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { ageMarks, createSenders, storeFact } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { epochHourOf, startOfEpochHour } from "./policy/booking-hour.ts";
import {
  closeRecount,
  deleteOperationMarks,
  ensureGeneration,
  failOperationMarks,
  insertFailedMarks,
  insertMarks,
  listMarks,
  loadReadFacts,
} from "./repo.ts";
import { countHours } from "./repo-counts.ts";
import { listScopesAfter } from "./repo-scopes.ts";

const ctx = createTestContext();
const open = epochHourOf(ctx.now());
const range = { from: startOfEpochHour(open - 1), to: startOfEpochHour(open + 1), epochHours: [open, open - 1] };

/** Hours as counted, each a map from slot to count. */
async function counted(tenantId: string, more: Partial<typeof range> = {}) {
  const rows = await ctx.forTenant(tenantId, (tx) => countHours(tx, tenantId, { ...range, ...more }));
  const toSlots = (row: (typeof rows)[number]) => Object.fromEntries(row.slots.map((slot, i) => [slot, row.counts[i]]));
  return Object.fromEntries(rows.map((row) => [row.epoch_hour - open, toSlots(row)]));
}

describe("countHours", () => {
  it.each([
    { name: "sent", data: {}, expected: 1 },
    { name: "failed after the provider took it", data: { status: "failed" }, expected: 1 },
    { name: "failed before it left", data: { status: "failed", sent_at: null }, expected: undefined },
    { name: "queued", data: { status: "queued", sent_at: null }, expected: undefined },
    { name: "of unknown outcome", data: { status: "unknown" }, expected: undefined },
    { name: "cancelled", data: { status: "cancelled", sent_at: null }, expected: undefined },
    { name: "inbound", data: { direction: "inbound", kind: "reply", status: "received" }, expected: undefined },
  ])("counts a message that was $name: $expected", async ({ data, expected }) => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await createTestProspect(ctx, tenantId);
    await createTestEmail(ctx, tenantId, outreach.id, { mailbox_scope: 1, domain_scope: 2, ...data });
    const hour = (await counted(tenantId))[0];
    expect([hour?.[0], hour?.[7], hour?.[14], hour?.[21]]).toEqual([expected, expected, expected, undefined]);
  });

  it("counts the ledger's sends and the events, each on the tenant and its three scopes", async () => {
    const { tenantId, senders } = await createSenders(ctx, 2);
    const [a, b] = [senders[0], senders[1] ?? senders[0]];
    await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender: a, metric: "sent", count: 3, at: ctx.now() });
      await storeFact(tx, tenantId, { sender: b, metric: "sent", count: 2, at: ctx.now() });
      await storeFact(tx, tenantId, { sender: a, metric: "blocked", count: 4, at: ctx.now() });
    });
    const slot = (scope: number, metric: number) => String(scope * 7 + metric);
    expect((await counted(tenantId))[0]).toEqual({
      [slot(0, 0)]: 5,
      [slot(0, 6)]: 4,
      [slot(a.mailboxScope, 0)]: 3,
      [slot(a.mailboxScope, 6)]: 4,
      [slot(a.domainScope, 0)]: 3,
      [slot(a.domainScope, 6)]: 4,
      [slot(a.connectionScope, 0)]: 5,
      [slot(a.connectionScope, 6)]: 4,
      [slot(b.mailboxScope, 0)]: 2,
      [slot(b.domainScope, 0)]: 2,
    });
  });

  it("keeps hours apart to the millisecond, and leaves out those not asked for", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const border = startOfEpochHour(open).getTime();
    const at = [border - 1, border, border - 3_600_001, border + 3_600_000];
    await ctx.forTenant(tenantId, async (tx) => {
      for (const time of at) {
        await storeFact(tx, tenantId, { sender: senders[0], metric: "sent", count: 1, at: new Date(time) });
      }
    });
    const hours = await counted(tenantId);
    expect([Object.keys(hours).sort(), hours[0]?.[0], hours[-1]?.[0]]).toEqual([["-1", "0"], 1, 1]);
    expect(Object.keys(await counted(tenantId, { epochHours: [open] }))).toEqual(["0"]);
  });

  it("leaves out events that move no counter, and other tenants' messages", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender: senders[0], metric: "opened", count: 2, at: ctx.now() });
      await tx.$executeRaw`UPDATE email_events SET metric = NULL WHERE tenant_id = ${tenantId}::uuid`;
    });
    expect(await counted(tenantId)).toEqual({});
    const other = await createSenders(ctx, 1);
    await ctx.forTenant(other.tenantId, (tx) =>
      storeFact(tx, other.tenantId, { sender: other.senders[0], metric: "sent", count: 9, at: ctx.now() }),
    );
    expect(await counted(tenantId)).toEqual({});
    expect((await counted(other.tenantId))[0]?.[0]).toBe(9);
  });
});

describe("marks", () => {
  const marks = (tenantId: string) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.reputationDirty.findMany({ orderBy: { epoch_hour: "asc" }, select: { epoch_hour: true, failed: true } }),
    );

  it("need the tenant's generation, which is made once", async () => {
    const slug = crypto.randomUUID();
    const { id: tenantId } = await ctx.acrossTenants((tx) => tx.tenant.create({ data: { name: slug, slug } }));
    const mark = { tenantId, operationId: crypto.randomUUID(), epochHours: [open] };
    expect(await ctx.forTenant(tenantId, (tx) => insertMarks(tx, mark))).toBeNull();
    expect(await marks(tenantId)).toEqual([]);
    await Promise.all([1, 2].map(() => ctx.forTenant(tenantId, (tx) => ensureGeneration(tx, tenantId))));
    expect(await ctx.forTenant(tenantId, (tx) => insertMarks(tx, mark))).toEqual(expect.any(Number));
    expect(await marks(tenantId)).toEqual([{ epoch_hour: open, failed: false }]);
  });

  it("go or fail by their operation alone", async () => {
    const tenantId = await createTestTenant(ctx);
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    const within = <T>(work: (tx: Tx) => Promise<T>) => ctx.forTenant(tenantId, work);
    await within((tx) => insertMarks(tx, { tenantId, operationId: one, epochHours: [open, open - 1] }));
    await within((tx) => insertMarks(tx, { tenantId, operationId: two, epochHours: [open - 2] }));
    await within((tx) => failOperationMarks(tx, tenantId, two));
    await within((tx) => deleteOperationMarks(tx, tenantId, one));
    expect(await marks(tenantId)).toEqual([{ epoch_hour: open - 2, failed: true }]);
  });

  it("are as old as they are, however long their transaction has waited before", async () => {
    const tenantId = await createTestTenant(ctx);
    const rows = await ctx.forTenant(tenantId, async (tx) => {
      await tx.$queryRaw`SELECT pg_sleep(0.05)::text AS waited`;
      await insertMarks(tx, { tenantId, operationId: crypto.randomUUID(), epochHours: [open] });
      return tx.$queryRaw`
        SELECT created_at >= now() + interval '50 milliseconds' AS fresh FROM reputation_dirty WHERE tenant_id = ${tenantId}::uuid`;
    });
    expect(rows).toEqual([{ fresh: true }]);
  });

  it("that came after a recount was begun stay when it ends", async () => {
    const tenantId = await createTestTenant(ctx);
    const { generation } = await ctx.forTenant(tenantId, async (tx) => {
      await insertFailedMarks(tx, tenantId, [open, open - 1]);
      const counted = await listMarks(tx, tenantId);
      await insertFailedMarks(tx, tenantId, [open - 5]);
      await closeRecount(
        tx,
        tenantId,
        777,
        counted.map((mark) => mark.id),
      );
      return tx.reputationGeneration.findUniqueOrThrow({ where: { tenant_id: tenantId } });
    });
    expect(generation).toBe(777);
    expect(await marks(tenantId)).toEqual([{ epoch_hour: open - 5, failed: true }]);
  });
});

describe("loadReadFacts", () => {
  const since = startOfEpochHour(open - 24);
  const load = (tenantId: string) => ctx.forTenant(tenantId, (tx) => loadReadFacts(tx, tenantId, since));

  it("asks for a recount for a failed mark and for one whose writer is gone, and not for a fresh one", async () => {
    const tenantId = await createTestTenant(ctx);
    const operationId = crypto.randomUUID();
    expect(await load(tenantId)).toMatchObject({ needs_recount: false, last_scope: 0, untracked: [] });
    await ctx.forTenant(tenantId, (tx) => insertMarks(tx, { tenantId, operationId, epochHours: [open] }));
    expect((await load(tenantId)).needs_recount).toBe(false);
    await ageMarks(ctx, tenantId);
    expect((await load(tenantId)).needs_recount).toBe(true);
    const other = await createTestTenant(ctx);
    expect((await load(other)).needs_recount).toBe(false);
    await ctx.forTenant(other, (tx) => insertFailedMarks(tx, other, [open]));
    expect((await load(other)).needs_recount).toBe(true);
  });

  it("names the scopes of every message of the window whose opens were not measured", async () => {
    const { tenantId, senders } = await createSenders(ctx, 3);
    const [a, b, c] = senders as unknown as [(typeof senders)[0], (typeof senders)[0], (typeof senders)[0]];
    const send = (tx: Tx, sender: typeof a, at: Date, isOpenTracked: boolean) =>
      storeFact(tx, tenantId, { sender, metric: "sent", count: 1, at }, { isOpenTracked });
    await ctx.forTenant(tenantId, async (tx) => {
      await send(tx, a, since, false);
      await send(tx, b, new Date(since.getTime() - 1), false);
      await send(tx, c, ctx.now(), true);
    });
    const facts = await load(tenantId);
    expect(facts.last_scope).toBe(6);
    expect(new Set(facts.untracked)).toEqual(new Set([0, a.mailboxScope, a.domainScope, a.connectionScope]));
  });
});

it("lists the scopes numbered after one, in order", async () => {
  const { tenantId } = await createSenders(ctx, 2);
  const rows = await ctx.forTenant(tenantId, (tx) => listScopesAfter(tx, tenantId, 2));
  expect(rows.map((row) => row.scope_index)).toEqual([3, 4, 5]);
  expect(await ctx.forTenant(tenantId, (tx) => listScopesAfter(tx, tenantId, 5))).toEqual([]);
});
