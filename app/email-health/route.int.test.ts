import { describe, expect, it } from "vitest";
import { provideParts } from "#app/api/route-kit.ts";
import { emailHealth } from "#lib/health/contract.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import type { MessageScopes, ReputationMetric } from "#lib/reputation/types.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { callRoute, createTestKey } from "#lib/testing/access.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { storeFact, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { GET, POST } from "./route.ts";

const ctx = createTestContext();
provideParts({ context: () => ctx });

/** Two domains with two mailboxes each, on one connection. */
async function createPlaces(settings = {}) {
  const tenantId = await createTestTenant(ctx, settings);
  const connection = await createTestConnection(ctx, tenantId);
  const place = async () => {
    const domain = await createTestDomain(ctx, tenantId);
    const data = { sending_domain_id: domain.id, provider_connection_id: connection.id };
    const mailboxes = [
      await createTestMailbox(ctx, tenantId, data),
      await createTestMailbox(ctx, tenantId, data),
    ] as const;
    return { domain, mailboxes };
  };
  const [a, b] = [await place(), await place()];
  const key = await createTestKey(ctx, tenantId, "viewer");
  const read = async (headers = {}) => callRoute(GET, { key, path: "/email-health", headers });
  return { tenantId, connection, a, b, key, read };
}

type Places = Awaited<ReturnType<typeof createPlaces>>;

/** Stores what a mailbox did in this hour, and brings the counters up to it. */
async function happen(
  places: Places,
  mailbox: { from_email: string },
  counts: Partial<Record<ReputationMetric, number>>,
) {
  const { tenantId, connection } = places;
  const identity = {
    domain: mailbox.from_email.split("@")[1] ?? "",
    fromEmail: mailbox.from_email,
    connectionId: connection.id,
  };
  await ctx.forTenant(tenantId, async (tx) => {
    const [scopes] = (await resolveScopes(tx, tenantId, [identity])) as [MessageScopes];
    for (const [metric, count] of Object.entries(counts)) {
      await storeFact(tx, tenantId, {
        sender: { ...identity, ...scopes },
        metric: metric as ReputationMetric,
        count,
        at: ctx.now(),
      });
    }
  });
  await rebuildReputation(ctx, tenantId, { isForced: true });
}

const healthy = { sent: 100, delivered: 99, opened: 30, bounced: 1 };

describe("GET /email-health", () => {
  it("answers the shape of its contract, empty and full", async () => {
    const tenantId = await createTestTenant(ctx);
    const empty = await callRoute(GET, { key: await createTestKey(ctx, tenantId, "viewer") });
    expect(emailHealth.parse(empty.json)).toMatchObject({ global: { status: "no_data" }, domains: [], mailboxes: [] });
    const places = await createPlaces();
    await happen(places, places.a.mailboxes[0], healthy);
    const { status, json } = await places.read();
    expect(status).toBe(200);
    const answer = emailHealth.parse(json);
    expect(answer).toMatchObject({
      generated_at: ctx.now().toISOString(),
      stale_since: null,
      global: { metrics: { sent: 100 } },
    });
    expect(answer.domains.map((row) => row.domain)).toEqual([places.a.domain.domain, places.b.domain.domain].sort());
    expect(answer.mailboxes).toHaveLength(4);
    expect(answer.mailboxes.find((row) => row.id === places.a.mailboxes[0].id)).toMatchObject({
      status: "excellent",
      state: "healthy",
      state_reason: null,
      auto_deactivated: false,
      reason: null,
      is_active: true,
    });
  });

  it("shows a bouncing domain stopped with its mailboxes, and the other unchanged", async () => {
    const places = await createPlaces();
    const { a, b } = places;
    await happen(places, b.mailboxes[0], healthy);
    await happen(places, a.mailboxes[0], { sent: 100, delivered: 70, bounced: 30 });
    const { json } = await places.read();
    const domain = (id: string) => json.domains.find((row: { id: string }) => row.id === id);
    const mailbox = (id: string) => json.mailboxes.find((row: { id: string }) => row.id === id);
    expect(domain(a.domain.id)).toMatchObject({
      status: "critical",
      throttle: "paused",
      reason: "domain_score_paused",
      metrics: { bounced: 30 },
    });
    expect(domain(b.domain.id)).toMatchObject({ status: "excellent", throttle: "normal", reason: null });
    for (const { id } of a.mailboxes)
      expect(mailbox(id)).toMatchObject({ auto_deactivated: true, reason: "domain_score_paused" });
    for (const { id } of b.mailboxes) expect(mailbox(id)).toMatchObject({ auto_deactivated: false, reason: null });
  });

  it("tells what a person did from what the engine did", async () => {
    const places = await createPlaces({ mailbox_health_threshold: 90 });
    const { tenantId, a, b } = places;
    await happen(places, b.mailboxes[0], { sent: 100, delivered: 95, bounced: 5, opened: 12 });
    const actor = systemActor("test");
    await pauseScope(ctx, { tenantId, scopeKind: "domain", scopeId: a.domain.id, actor, reason: "new DNS" });
    await ctx.forTenant(tenantId, (tx) =>
      tx.mailbox.update({ where: { id: b.mailboxes[1].id }, data: { is_active: false } }),
    );
    const { json } = await places.read();
    const mailbox = (id: string) => json.mailboxes.find((row: { id: string }) => row.id === id);
    expect(json.domains.find((row: { id: string }) => row.id === a.domain.id)).toMatchObject({
      state: "paused",
      state_reason: "paused_by_person",
      state_since: ctx.now().toISOString(),
      reason: "domain_paused",
    });
    expect(mailbox(a.mailboxes[0].id)).toMatchObject({
      state: "healthy",
      auto_deactivated: false,
      reason: "domain_paused",
    });
    expect(mailbox(b.mailboxes[0].id)).toMatchObject({
      score: 75,
      auto_deactivated: true,
      reason: "below_health_threshold",
    });
    expect(mailbox(b.mailboxes[1].id)).toMatchObject({
      is_active: false,
      auto_deactivated: false,
      reason: "mailbox_inactive",
    });
  });

  it("leaves archived domains and mailboxes out", async () => {
    const places = await createPlaces();
    const archive = { data: { archived_at: ctx.now() } };
    await ctx.forTenant(places.tenantId, (tx) =>
      tx.mailbox.update({ where: { id: places.a.mailboxes[0].id }, ...archive }),
    );
    expect((await places.read()).json.mailboxes).toHaveLength(3);
  });

  it("answers 304 until something but the time has changed", async () => {
    const places = await createPlaces();
    await happen(places, places.a.mailboxes[0], healthy);
    const first = await places.read();
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toContain("private");
    ctx.setNow(new Date(ctx.now().getTime() + 60_000));
    const again = await places.read({ "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.json, again.headers.get("etag")]).toEqual([304, undefined, etag]);
    expect((await places.read()).json.generated_at).toBe(ctx.now().toISOString());
    await happen(places, places.b.mailboxes[0], { sent: 1 });
    expect((await places.read({ "if-none-match": etag })).status).toBe(200);
  });

  it("shows the last counters while Redis is away, and stops everybody after 5 minutes", async () => {
    const places = await createPlaces();
    await happen(places, places.a.mailboxes[0], healthy);
    await places.read();
    const readAt = ctx.now();
    provideParts({ context: () => ({ ...withFaultyRedis(ctx, "redis_away"), now: ctx.now }) });
    try {
      const soon = await places.read();
      expect(soon.json).toMatchObject({ stale_since: readAt.toISOString(), global: { metrics: { sent: 100 } } });
      expect(soon.json.mailboxes[0].reason).toBeNull();
      ctx.setNow(new Date(readAt.getTime() + 301_000));
      const late = emailHealth.parse((await places.read()).json);
      expect(late.mailboxes.map((row) => [row.auto_deactivated, row.reason])).toEqual(
        Array(4).fill([true, "reputation_unavailable"]),
      );
    } finally {
      provideParts({ context: () => ctx });
    }
  });

  it("is for members of the tenant, and only for reading", async () => {
    const places = await createPlaces();
    expect((await callRoute(GET, { key: `${places.key}x` })).status).toBe(401);
    expect((await callRoute(POST, { method: "POST", key: places.key })).status).toBe(405);
    const stranger = await createTestKey(ctx, await createTestTenant(ctx), "viewer");
    expect((await callRoute(GET, { key: stranger })).json.mailboxes).toEqual([]);
  });
});
