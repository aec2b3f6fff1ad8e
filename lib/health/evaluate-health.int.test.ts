import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { flushCounters, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateHealth } from "./evaluate-health.ts";
import { pauseScope } from "./pause-scope.ts";
import { resumeScope } from "./resume-scope.ts";

const ctx = createTestContext();
const { addMailbox, createWorld, send, stateOf, transitionsOf, hoursOn } = guardWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
const actor = systemActor("test");

describe("evaluateHealth", () => {
  it("pauses a mailbox with 40 sends and 7 bounces, with its evidence", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7, at: hoursOn(-2) });
    expect(await evaluateHealth(ctx, { tenantId })).toMatchObject({ judged: 3, changed: { bounce_rate: 2 } });
    const evidence = { window: "24h", measure: "bounced", sent: 40, bounced: 7, complained: 0, blocked: 0 };
    const proof = { ...evidence, lower_bound: 0.09776, line: 0.05, rest_hours: 24, release: "release_by_rest" };
    expect(await stateOf(box, "mailbox")).toMatchObject({
      state: "paused",
      reason: "bounce_rate",
      evidence: proof,
      since: start,
      releases_at: hoursOn(24),
      pause_count: 1,
    });
    expect(await stateOf(box, "domain")).toMatchObject({ state: "paused", releases_at: hoursOn(48) });
    expect(await stateOf(box, "connection")).toBeNull();
    const history = (await transitionsOf(tenantId)).filter((row) => row.scope_kind === "mailbox");
    expect(history).toMatchObject([
      { from_state: "healthy", to_state: "paused", evidence: proof, actor_kind: "system", actor_label: "health guard" },
    ]);
  });

  it("tells the job runner once when states moved, and not when none did", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    const told = () => ctx.published.filter((event) => event.tenantId === tenantId);
    await evaluateHealth(ctx, { tenantId });
    expect(told()).toEqual([{ type: "statesChanged", tenantId }]);
    expect(await evaluateHealth(ctx, { tenantId })).toEqual({ judged: 3, changed: {} });
    expect(told()).toHaveLength(1);
  });

  it("does not pause a mailbox for good by one complaint in 40 sends", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, complained: 1 });
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({
      state: "throttled",
      reason: "complaint_rate",
      evidence: { complained: 1, release: "release_by_calm_day" },
    });
    const seen = new Set<string>();
    for (let day = 1; day <= 32; day += 1) {
      ctx.setNow(hoursOn(24 * day, start));
      await send(box, { sent: 20 });
      await evaluateHealth(ctx, { tenantId });
      seen.add((await stateOf(box, "mailbox"))?.state ?? "");
    }
    expect([...seen]).toEqual(["throttled", "healthy"]);
  });

  it("lets a bounce count by its message: one of mail from before the resume says nothing about the time after", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    await evaluateHealth(ctx, { tenantId });
    ctx.setNow(hoursOn(1, start));
    const scope = { tenantId, scopeKind: "mailbox", scopeId: box.id, actor } as const;
    await resumeScope(ctx, { ...scope, reason: "the list was cleaned" });
    ctx.setNow(hoursOn(2, start));
    await send(box, { sent: 9, bounced: 5, at: start, troubleAt: ctx.now() });
    await send(box, { sent: 5 });
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "probation", clean_sends: 5 });
  });

  it("leaves a person's pause alone, whatever the counts say", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: box.id, actor });
    await send(box, { sent: 40, bounced: 7 });
    ctx.setNow(hoursOn(24 * 40, start));
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "paused", reason: "paused_by_person", version: 1 });
  });

  it("stops a connection by the account breaker, and no clock starts it again", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    const other = await addMailbox(tenantId, { provider_connection_id: box.provider_connection_id });
    await send(box, { sent: 30, bounced: 6 });
    await send(other, { sent: 20, bounced: 5 });
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "connection")).toMatchObject({
      state: "paused",
      reason: "account_bounces",
      releases_at: null,
    });
    ctx.setNow(hoursOn(24 * 20, start));
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "connection")).toMatchObject({ state: "paused" });
    const scope = { tenantId, scopeKind: "connection", scopeId: box.provider_connection_id, actor } as const;
    expect(await resumeScope(ctx, { ...scope, reason: "provider was asked" })).toMatchObject({ state: "healthy" });
    expect(await evaluateHealth(ctx, { tenantId, only: [box.connectionScope] })).toEqual({ judged: 1, changed: {} });
  });

  it("judges by its own counts while Redis is away or flushed", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    await evaluateHealth(withFaultyRedis(ctx, "redis_away"), { tenantId });
    await flushCounters(ctx, tenantId);
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "paused", reason: "bounce_rate" });
    expect(await evaluateHealth(ctx, { tenantId })).toMatchObject({ changed: {} });
  });

  it("has moved the states even when the job runner cannot be told", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    const publish = async () => {
      throw new Error("runner away");
    };
    await evaluateHealth({ ...ctx, publish }, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "paused" });
  });

  it("leaves a scope to the next evaluation when a person changes it meanwhile", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    let isPaused = false;
    // The first move locks its scope: by then every scope has been judged.
    const forTenant: typeof ctx.forTenant = async (id, work, options) => {
      if (isPaused) return ctx.forTenant(id, work, options);
      const result = await ctx.forTenant(id, work, options);
      const hasJudged = Array.isArray(result) && result.length > 0 && "facts" in result[0];
      if (hasJudged) {
        isPaused = true;
        await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: box.id, actor, reason: "on leave" });
      }
      return result;
    };
    expect((await evaluateHealth({ ...ctx, forTenant }, { tenantId })).changed).toEqual({ bounce_rate: 1 });
    expect(isPaused).toBe(true);
    expect(await stateOf(box, "mailbox")).toMatchObject({ reason: "paused_by_person", evidence: { note: "on leave" } });
  });

  it("writes a move once, however many judge at the same moment", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    const runs = await Promise.all([1, 2, 3].map(() => evaluateHealth(ctx, { tenantId })));
    expect(runs.map((run) => run.changed.bounce_rate ?? 0).reduce((sum, count) => sum + count)).toBe(2);
    expect(await transitionsOf(tenantId)).toHaveLength(2);
  });

  it("judges nobody else: not another tenant's mailboxes, not those put away", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    const stranger = await createTestTenant(ctx);
    await send(box, { sent: 40, bounced: 7 });
    expect(await evaluateHealth(ctx, { tenantId: stranger })).toEqual({ judged: 0, changed: {} });
    await ctx.forTenant(tenantId, (tx) =>
      tx.mailbox.update({ where: { id: box.id }, data: { archived_at: ctx.now() } }),
    );
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toBeNull();
    expect(await stateOf(box, "domain")).toMatchObject({ state: "paused" });
  });

  it("looks only at the scopes that are named", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    await evaluateHealth(ctx, { tenantId, only: [box.mailboxScope] });
    expect([await stateOf(box, "domain"), (await stateOf(box, "mailbox"))?.state]).toEqual([null, "paused"]);
  });
});

describe("a score that pauses in the chooser", () => {
  it("is remembered: the domain rests although its counts over a month would not pause it", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 2_000, at: hoursOn(-200) });
    await send(box, { sent: 30, bounced: 3, complained: 1 });
    expect((await evaluateHealth(ctx, { tenantId })).changed).toEqual({ low_score: 2 });
    expect(await stateOf(box, "domain")).toMatchObject({ state: "paused", evidence: { score: 25 } });
  });
});
