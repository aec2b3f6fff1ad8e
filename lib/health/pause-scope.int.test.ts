import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { loadHealthStates } from "./load-health-states.ts";
import { pauseScope } from "./pause-scope.ts";
import { resumeScope } from "./resume-scope.ts";
import type { HealthScopeKind } from "./types.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@leadlock.test", role: "operator" };

async function createScopes() {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const ids = { mailbox: mailbox.id, domain: mailbox.sending_domain_id, connection: mailbox.provider_connection_id };
  const change = (scopeKind: HealthScopeKind) => ({ tenantId, scopeKind, scopeId: ids[scopeKind], actor });
  return { tenantId, ids, change };
}

function load(tenantId: string) {
  return ctx.forTenant(tenantId, async (tx) => ({
    states: await loadHealthStates(tx, tenantId),
    transitions: await tx.healthTransition.findMany({ orderBy: { id: "asc" } }),
    audit: await tx.auditLog.findMany({ orderBy: { id: "asc" } }),
  }));
}

describe("pauseScope and resumeScope", () => {
  it.each(["mailbox", "domain", "connection"] as const)(
    "stop a %s and start it again, with history and audit",
    async (kind) => {
      const { tenantId, ids, change } = await createScopes();
      const paused = await pauseScope(ctx, { ...change(kind), reason: " too many bounces " });
      expect(paused).toMatchObject({
        scope_kind: kind,
        scope_id: ids[kind],
        state: "paused",
        reason: "paused_by_person",
        since: ctx.now(),
      });
      const resumed = await resumeScope(ctx, { ...change(kind), reason: "list was cleaned", requestId: "r-1" });
      expect(resumed).toMatchObject({ state: "healthy", reason: "resumed_by_person", version: 2 });
      const { states, transitions, audit } = await load(tenantId);
      expect(states).toEqual([resumed]);
      expect(transitions.map((t) => [t.from_state, t.to_state, t.actor_label])).toEqual([
        ["healthy", "paused", actor.label],
        ["paused", "healthy", actor.label],
      ]);
      expect(audit).toMatchObject([
        { action: `${kind}.paused`, target_id: ids[kind], reason: "too many bounces", actor_kind: "user" },
        {
          action: `${kind}.resumed`,
          before: { state: "paused" },
          after: { state: "healthy" },
          reason: "list was cleaned",
          request_id: "r-1",
        },
      ]);
      expect(ctx.published.filter((event) => event.tenantId === tenantId)).toHaveLength(2);
    },
  );

  it("change nothing when there is nothing to change", async () => {
    const { tenantId, change } = await createScopes();
    expect(await resumeScope(ctx, { ...change("mailbox"), reason: "just in case" })).toMatchObject({
      state: "healthy",
      version: 0,
    });
    const [a, b] = await Promise.all([pauseScope(ctx, change("mailbox")), pauseScope(ctx, change("mailbox"))]);
    expect(a).toEqual(b);
    const { transitions, audit } = await load(tenantId);
    expect([transitions.length, audit.length]).toEqual([1, 1]);
  });

  it("refuse a resume without a reason, and a scope that is not the tenant's or archived", async () => {
    const { change } = await createScopes();
    await expect(resumeScope(ctx, { ...change("domain"), reason: "  " })).rejects.toMatchObject({
      code: "validation_failed",
    });
    const other = await createTestTenant(ctx);
    await expect(pauseScope(ctx, { ...change("domain"), tenantId: other })).rejects.toMatchObject({
      code: "not_found",
    });
    const archived = await createScopes();
    await ctx.forTenant(archived.tenantId, (tx) =>
      tx.mailbox.update({ where: { id: archived.ids.mailbox }, data: { archived_at: ctx.now() } }),
    );
    await expect(pauseScope(ctx, archived.change("mailbox"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("waits for a hand-over that holds the row, so that none is committed after the pause", async () => {
    const { tenantId, ids, change } = await createScopes();
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const handOver = ctx.forTenant(tenantId, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM mailboxes WHERE id = ${ids.mailbox}::uuid FOR SHARE`;
      held.resolve();
      await release.promise;
      order.push("handed over");
    });
    await held.promise;
    const pause = pauseScope(ctx, change("mailbox")).then(() => order.push("paused"));
    await ctx.forTenant(tenantId, (tx) => tx.$queryRaw`SELECT 1`);
    release.resolve();
    await Promise.all([handOver, pause]);
    expect(order).toEqual(["handed over", "paused"]);
  });

  it("is done even when the job runner cannot be told", async () => {
    const { tenantId, change } = await createScopes();
    const publish = async () => {
      throw new Error("runner away");
    };
    await pauseScope({ ...ctx, publish }, change("connection"));
    expect((await load(tenantId)).states).toMatchObject([{ state: "paused" }]);
  });
});
