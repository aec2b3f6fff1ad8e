import { expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { listAudit } from "./list-audit.ts";
import { writeAudit } from "./write-audit.ts";

const ctx = createTestContext();
const record = (tenantId: string, action: string) => ({
  tenantId,
  actor: systemActor("test"),
  action,
  targetKind: "thing",
  targetId: "t1",
  before: { at: new Date("2026-06-10T16:00:00Z"), gone: undefined },
  after: null,
});

it("keeps what was written, dates as text, and gives it to its tenant alone", async () => {
  const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await ctx.forTenant(ours, (tx) => writeAudit(tx, { ...record(ours, "thing.made"), reason: "why", requestId: "r-1" }));
  const { items } = await listAudit(ctx, { tenantId: ours, limit: 9 });
  expect(items).toMatchObject([
    {
      actor_kind: "system",
      actor_id: null,
      actor_label: "test",
      action: "thing.made",
      target_kind: "thing",
      target_id: "t1",
      before: { at: "2026-06-10T16:00:00.000Z" },
      after: null,
      reason: "why",
      request_id: "r-1",
    },
  ]);
  expect((await listAudit(ctx, { tenantId: theirs, limit: 9 })).items).toEqual([]);
});

it("is gone with the change it tells of", async () => {
  const tenantId = await createTestTenant(ctx);
  const failed = ctx.forTenant(tenantId, async (tx) => {
    await writeAudit(tx, record(tenantId, "thing.made"));
    throw new Error("the change failed");
  });
  await expect(failed).rejects.toThrow("the change failed");
  expect((await listAudit(ctx, { tenantId, limit: 9 })).items).toEqual([]);
});

it("cannot be rewritten or deleted, by nobody", async () => {
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, (tx) => writeAudit(tx, record(tenantId, "thing.made")));
  const rewrite = { where: { tenant_id: tenantId }, data: { action: "nothing" } };
  await expect(ctx.forTenant(tenantId, (tx) => tx.auditLog.updateMany(rewrite))).rejects.toThrow();
  await expect(ctx.forTenant(tenantId, (tx) => tx.auditLog.deleteMany())).rejects.toThrow();
  await expect(ctx.acrossTenants((tx) => tx.auditLog.updateMany(rewrite))).rejects.toThrow();
});

it("is filtered by what was changed and how, newest first, page by page", async () => {
  const tenantId = await createTestTenant(ctx);
  const write = (action: string, targetId: string) =>
    ctx.forTenant(tenantId, (tx) => writeAudit(tx, { ...record(tenantId, action), targetId }));
  for (const [action, target] of [
    ["a.x", "1"],
    ["a.y", "1"],
    ["a.x", "2"],
    ["a.x", "1"],
  ] as const) {
    await write(action, target);
  }
  const list = async (query: object) => {
    const page = await listAudit(ctx, { tenantId, limit: 9, ...query });
    return page.items.map((item) => `${item.action} ${item.target_id}`);
  };
  expect(await list({})).toEqual(["a.x 1", "a.x 2", "a.y 1", "a.x 1"]);
  expect(await list({ action: "a.x", targetId: "1" })).toEqual(["a.x 1", "a.x 1"]);
  expect(await list({ targetKind: "other" })).toEqual([]);
  const first = await listAudit(ctx, { tenantId, limit: 3 });
  expect(await list({ limit: 3, cursor: first.next_cursor })).toEqual(["a.x 1"]);
});

it("is filtered by who did it and when; what stands for any character elsewhere stands for itself", async () => {
  const tenantId = await createTestTenant(ctx);
  const by = (label: string) => ({ ...record(tenantId, `by.${label}`), actor: systemActor(label) });
  for (const label of ["ann_lee", "annxlee", "Bob"]) await ctx.forTenant(tenantId, (tx) => writeAudit(tx, by(label)));
  const list = async (query: object) => {
    const page = await listAudit(ctx, { tenantId, limit: 9, ...query });
    return page.items.map((item) => item.actor_label);
  };
  expect(await list({ actor: "ann_" })).toEqual(["ann_lee"]);
  expect(await list({ actor: "BO" })).toEqual(["Bob"]);
  const [newest, , oldest] = (await listAudit(ctx, { tenantId, limit: 9 })).items.map((item) => new Date(item.at));
  const after = (date: Date | undefined, ms: number) => new Date((date?.getTime() ?? 0) + ms);
  expect(await list({ from: after(newest, 1) })).toEqual([]);
  expect(await list({ to: oldest })).toEqual([]);
  expect(await list({ from: oldest, to: after(newest, 1) })).toEqual(["Bob", "annxlee", "ann_lee"]);
});
