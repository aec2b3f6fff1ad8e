import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { loadHealthStates } from "./load-health-states.ts";
import { pauseScope } from "./pause-scope.ts";
import { resumeScope } from "./resume-scope.ts";
import type { HealthScopeKind, HealthStateName } from "./types.ts";

const ctx = createTestContext();
const ann: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@leadlock.test", role: "operator" };

async function createScopes() {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const ids = { mailbox: mailbox.id, domain: mailbox.sending_domain_id, connection: mailbox.provider_connection_id };
  const change = (scopeKind: HealthScopeKind, actor = ann) => ({ tenantId, scopeKind, scopeId: ids[scopeKind], actor });
  /** Puts a mailbox where the guard would have. */
  const putMailbox = (state: HealthStateName) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.healthState.create({
        data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: ids.mailbox, state, reason: "bounce_rate" },
      }),
    );
  return { tenantId, ids, change, putMailbox };
}

function load(tenantId: string) {
  return ctx.forTenant(tenantId, async (tx) => ({
    states: await loadHealthStates(tx, tenantId),
    transitions: await tx.healthTransition.findMany({ orderBy: { id: "asc" } }),
    audit: await tx.auditLog.findMany({ orderBy: { id: "asc" } }),
  }));
}

describe("the state that is kept", () => {
  it.each([
    { name: "a reason", reason: "  provider warned us ", note: "provider warned us" },
    { name: "none", reason: undefined, note: null },
    { name: "a blank one", reason: " \n", note: null },
  ])("of a pause with $name tells who and why, in state, history and audit", async ({ reason, note }) => {
    const { tenantId, change } = await createScopes();
    const state = await pauseScope(ctx, { ...change("domain"), reason });
    const evidence = { by: ann.label, note };
    expect(state).toMatchObject({ evidence, releases_at: null, version: 1 });
    const { transitions, audit } = await load(tenantId);
    expect(transitions).toMatchObject([
      { scope_kind: "domain", reason: "paused_by_person", evidence, actor_kind: "user", at: ctx.now() },
    ]);
    expect(audit).toMatchObject([
      {
        action: "domain.paused",
        actor_label: ann.label,
        before: { state: "healthy" },
        after: { state: "paused" },
        reason: note,
      },
    ]);
  });

  it("has a line of history and audit for every change, each with its time and a higher version", async () => {
    const { tenantId, change } = await createScopes();
    const times = ["2026-06-10T16:00:00Z", "2026-06-11T08:00:00Z", "2026-06-11T09:00:00Z"].map((at) => new Date(at));
    const steps = [
      () => pauseScope(ctx, change("mailbox")),
      () => resumeScope(ctx, { ...change("mailbox"), reason: "list was cleaned" }),
      () => pauseScope(ctx, { ...change("mailbox"), reason: "again" }),
    ];
    const versions: number[] = [];
    for (const [i, step] of steps.entries()) {
      ctx.setNow(times[i] as Date);
      versions.push((await step()).version);
    }
    ctx.setNow(times[0] as Date);
    const { states, transitions, audit } = await load(tenantId);
    expect(versions).toEqual([1, 2, 3]);
    expect(states).toMatchObject([{ state: "paused", since: times[2], evidence: { note: "again" } }]);
    expect(transitions.map((row) => [row.from_state, row.to_state, row.at])).toEqual([
      ["healthy", "paused", times[0]],
      ["paused", "healthy", times[1]],
      ["healthy", "paused", times[2]],
    ]);
    expect(audit.map((row) => row.action)).toEqual(["mailbox.paused", "mailbox.resumed", "mailbox.paused"]);
  });

  it("is the first pause's, whoever pauses again", async () => {
    const { tenantId, change } = await createScopes();
    const first = await pauseScope(ctx, { ...change("mailbox"), reason: "first" });
    ctx.setNow("2026-06-10T18:00:00Z");
    const again = await pauseScope(ctx, { ...change("mailbox", systemActor("other")), reason: "second" });
    ctx.setNow("2026-06-10T16:00:00Z");
    expect(again).toEqual(first);
    expect((await load(tenantId)).audit).toHaveLength(1);
  });

  it.each([
    { name: "a key", actor: { kind: "api_key", id: crypto.randomUUID(), label: "CI", role: "admin" } as const },
    { name: "the engine", actor: systemActor("scripts") },
  ])("names $name as its actor", async ({ actor }) => {
    const { tenantId, change } = await createScopes();
    await pauseScope(ctx, change("connection", actor));
    const { transitions, audit } = await load(tenantId);
    expect(transitions).toMatchObject([{ actor_kind: actor.kind, actor_label: actor.label }]);
    expect(audit).toMatchObject([{ actor_kind: actor.kind, actor_id: actor.id, actor_label: actor.label }]);
  });

  it("cannot be rewritten in its history, and knows no other state", async () => {
    const { tenantId, change, putMailbox } = await createScopes();
    await pauseScope(ctx, change("domain"));
    const rewrite = ctx.forTenant(tenantId, (tx) =>
      tx.healthTransition.updateMany({ data: { actor_label: "nobody" } }),
    );
    await expect(rewrite).rejects.toThrow(/permission denied/);
    const erase = ctx.forTenant(tenantId, (tx) => tx.healthTransition.deleteMany());
    await expect(erase).rejects.toThrow(/permission denied/);
    await expect(putMailbox("stopped" as HealthStateName)).rejects.toThrow(/health_states_state_check/);
  });
});

describe("what a person's word changes", () => {
  it.each(["watch", "throttled", "probation"] as const)("a pause stops what was in %s", async (from) => {
    const { tenantId, change, putMailbox } = await createScopes();
    await putMailbox(from);
    expect(await pauseScope(ctx, change("mailbox"))).toMatchObject({ state: "paused", reason: "paused_by_person" });
    expect((await load(tenantId)).transitions).toMatchObject([{ from_state: from, to_state: "paused" }]);
  });

  it.each(["watch", "throttled", "probation"] as const)("a resume leaves %s as it is", async (state) => {
    const { tenantId, change, putMailbox } = await createScopes();
    await putMailbox(state);
    const resumed = await resumeScope(ctx, { ...change("mailbox"), reason: "no need" });
    expect(resumed).toMatchObject({ state, reason: "bounce_rate" });
    const { transitions, audit } = await load(tenantId);
    expect([transitions, audit]).toEqual([[], []]);
  });

  it("a resume puts what the guard had paused on probation: protection stays on", async () => {
    const { tenantId, change, putMailbox } = await createScopes();
    await putMailbox("paused");
    await resumeScope(ctx, { ...change("mailbox"), reason: "addresses were verified" });
    expect(await load(tenantId)).toMatchObject({
      states: [
        {
          state: "probation",
          reason: "resumed_by_person",
          resumed_at: ctx.now(),
          evidence: { note: "addresses were verified", cause: "bounce_rate" },
        },
      ],
      transitions: [{ from_state: "paused", to_state: "probation" }],
    });
  });

  it("a pause holds what the guard had paused for longer than its rest, and its resume is a probation", async () => {
    const { tenantId, change, putMailbox } = await createScopes();
    await putMailbox("paused");
    await ctx.forTenant(tenantId, (tx) => tx.healthState.updateMany({ data: { releases_at: ctx.now() } }));
    const held = await pauseScope(ctx, { ...change("mailbox"), reason: "not before Monday" });
    expect(held).toMatchObject({ state: "paused", reason: "paused_by_person", releases_at: null });
    const resumed = await resumeScope(ctx, { ...change("mailbox"), reason: "it is Monday" });
    expect(resumed).toMatchObject({ state: "probation", evidence: { cause: "bounce_rate" } });
    expect((await load(tenantId)).transitions.map((row) => [row.from_state, row.to_state])).toEqual([
      ["paused", "paused"],
      ["paused", "probation"],
    ]);
  });

  it("nothing but the scope it was said of", async () => {
    const { tenantId, change } = await createScopes();
    const neighbour = await createTestMailbox(ctx, tenantId);
    await pauseScope(ctx, change("domain"));
    const { states } = await load(tenantId);
    expect(states.map((row) => [row.scope_kind, row.state])).toEqual([["domain", "paused"]]);
    expect(states.map((row) => row.scope_id)).not.toContain(neighbour.sending_domain_id);
  });

  it("once, however many say it at the same moment", async () => {
    const { tenantId, change } = await createScopes();
    await pauseScope(ctx, change("mailbox"));
    const resumes = Array.from({ length: 5 }, (_, i) => resumeScope(ctx, { ...change("mailbox"), reason: `by ${i}` }));
    const states = await Promise.all(resumes);
    expect(new Set(states.map((row) => JSON.stringify(row))).size).toBe(1);
    expect((await load(tenantId)).transitions).toHaveLength(2);
  });

  it("is committed before the job runner hears of it, and not told when nothing changed", async () => {
    const { tenantId, change } = await createScopes();
    const heard: unknown[] = [];
    const publish = async (events: unknown[]) => {
      heard.push(
        ...events,
        (await load(tenantId)).states.map((row) => row.state),
      );
    };
    await pauseScope({ ...ctx, publish }, change("mailbox"));
    await pauseScope({ ...ctx, publish }, change("mailbox"));
    expect(heard).toEqual([{ type: "statesChanged", tenantId }, ["paused"]]);
  });
});

describe("a scope that is not there", () => {
  it.each([
    { kind: "mailbox", message: "There is no such mailbox." },
    { kind: "domain", message: "There is no such sending domain." },
    { kind: "connection", message: "There is no such connection." },
  ] as const)("is refused by name: $kind", async ({ kind, message }) => {
    const { tenantId, change } = await createScopes();
    const missing = { ...change(kind), scopeId: crypto.randomUUID() };
    await expect(pauseScope(ctx, missing)).rejects.toMatchObject({ code: "not_found", message });
    await expect(resumeScope(ctx, { ...missing, reason: "go" })).rejects.toMatchObject({ code: "not_found" });
    expect(await load(tenantId)).toEqual({ states: [], transitions: [], audit: [] });
  });

  it.each(["domain", "connection"] as const)("is what an archived %s is", async (kind) => {
    const { tenantId, ids, change } = await createScopes();
    const archive = { where: { id: ids[kind] }, data: { archived_at: ctx.now() } };
    await ctx.forTenant(tenantId, async (tx) => {
      if (kind === "domain") await tx.sendingDomain.update(archive);
      else await tx.providerConnection.update(archive);
    });
    await expect(pauseScope(ctx, change(kind))).rejects.toMatchObject({ code: "not_found" });
  });

  it("is what another tenant's is, and neither tenant sees a change", async () => {
    const [mine, theirs] = [await createScopes(), await createScopes()];
    await pauseScope(ctx, theirs.change("mailbox"));
    const reach = { ...theirs.change("mailbox"), tenantId: mine.tenantId, reason: "not mine" };
    await expect(resumeScope(ctx, reach)).rejects.toMatchObject({ code: "not_found" });
    expect((await load(mine.tenantId)).states).toEqual([]);
    expect((await load(theirs.tenantId)).states).toMatchObject([{ state: "paused", version: 1 }]);
  });
});
