import { createServer } from "node:net";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend } from "#lib/sending/testing.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { bookFact, createSenders } from "#lib/testing/reputation-facts.ts";
import { createTestContext, type TestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event } from "#lib/webhooks/testing/webhook-world.ts";
import { answerScrape } from "./answer-scrape.ts";
import { metrics } from "./metrics.ts";
import { renderMetrics } from "./render-metrics.ts";

const ctx = createTestContext();
const token = "t".repeat(32);

/** The scrape of a database in which there is this tenant alone: row-level security sees to it. */
const only = (tenantId: string, others: Partial<TestContext> = {}): TestContext => ({
  ...ctx,
  ...others,
  acrossTenants: (work) => ctx.forTenant(tenantId, work),
});

const textOf = async (of: TestContext) => (await renderMetrics(of)).text;

/** The value of a series as the text has it; undefined when it is not there. */
function seriesOf(text: string, series: string): number | undefined {
  const line = text.split("\n").find((found) => found.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** What work adds to a series. */
async function grown(series: string, work: () => Promise<unknown>): Promise<number> {
  const before = seriesOf(await metrics().registry.metrics(), series) ?? 0;
  await work();
  return (seriesOf(await metrics().registry.metrics(), series) ?? 0) - before;
}

describe("who may read", () => {
  const ask = (given: string | undefined, header?: string) => {
    const headers: HeadersInit = header === undefined ? {} : { authorization: header };
    return answerScrape(ctx, new Request("http://127.0.0.1:3000/metrics", { headers }), given);
  };

  it("nobody while no token is set, from near or far", async () => {
    expect((await ask(undefined)).status).toBe(404);
    expect((await ask(undefined, "Bearer undefined")).status).toBe(404);
  });

  it.each([undefined, "", token, `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`])(
    "nobody with %j",
    async (header) => expect((await ask(token, header)).status).toBe(401),
  );

  it("who shows the token, in Prometheus' format, kept by no cache", async () => {
    const answer = await ask(token, `Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(await answer.text()).toMatch(/^process_cpu_seconds_total \d/m);
  });
});

describe("how things stand", () => {
  it("the queue by status, with how long its first message is overdue", async () => {
    const { tenantId } = await createQueuedSend(ctx, {
      email: { scheduled_at: new Date(ctx.now().getTime() - 90_000) },
    });
    await createQueuedSend(ctx, { tenantId, email: { scheduled_at: new Date(ctx.now().getTime() + 60_000) } });
    const text = await textOf(only(tenantId));
    expect(seriesOf(text, 'outreach_queue_messages{status="queued"}')).toBe(2);
    expect(seriesOf(text, 'outreach_queue_messages{status="sending"}')).toBe(0);
    expect(seriesOf(text, 'outreach_queue_oldest_seconds{status="queued"}')).toBe(90);
    expect(seriesOf(text, 'outreach_queue_oldest_seconds{status="claimed"}')).toBe(0);
  });

  it("who is held and why, counted anew after five minutes", async () => {
    const tenantId = await createTestTenant(ctx);
    const hold = () => createTestProspect(ctx, tenantId, { next_send_at: null, hold_reason: "engagement_gate" });
    const series = 'outreach_held_prospects{reason="engagement_gate"}';
    let now = ctx.now().getTime() + 86_400_000;
    const later = only(tenantId, { now: () => new Date(now) });
    await hold();
    expect(seriesOf(await textOf(later), series)).toBe(1);
    await hold();
    now += 299_000;
    expect(seriesOf(await textOf(later), series)).toBe(1);
    now += 1_000;
    expect(seriesOf(await textOf(later), series)).toBe(2);
  });

  it("states of the guard, parked events and marks", async () => {
    const world = await createWorld(ctx);
    const { tenantId } = world;
    await ctx.forTenant(tenantId, async (tx) => {
      const row = { tenant_id: tenantId, scope_kind: "mailbox", state: "paused" };
      await tx.healthState.createMany({ data: [1, 2].map(() => ({ ...row, scope_id: crypto.randomUUID() })) });
      await tx.reputationDirty.create({
        data: { tenant_id: tenantId, operation_id: crypto.randomUUID(), epoch_hour: 1 },
      });
    });
    const stranger = { id: crypto.randomUUID(), message_id: "<x@y.test>", to_email: "a@b.test" };
    await world.post(event(ctx, stranger, "open"));
    const text = await textOf(only(tenantId));
    expect(seriesOf(text, 'outreach_health_states{scope="mailbox",state="paused"}')).toBe(2);
    expect([seriesOf(text, "outreach_parked_events"), seriesOf(text, "outreach_reputation_marks")]).toEqual([1, 1]);
    expect([seriesOf(text, "outreach_postgres_up"), seriesOf(text, "outreach_redis_up")]).toEqual([1, 1]);
  });

  it("names nobody: no address, no domain, no tenant", async () => {
    const { tenantId, prospect, mailbox } = await createQueuedSend(ctx);
    const text = await textOf(only(tenantId));
    for (const secret of [tenantId, prospect.email ?? "?", mailbox.from_email, "@"]) expect(text).not.toContain(secret);
  });
});

describe("when a part is away", () => {
  it("Postgres: its figures are missing, the process's own are there", async () => {
    const acrossTenants = async () => Promise.reject(new Error("connect ECONNREFUSED"));
    const text = await textOf({ ...ctx, acrossTenants });
    expect(seriesOf(text, "outreach_postgres_up")).toBe(0);
    expect(text).not.toContain("outreach_queue_messages");
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it("Postgres too slow: the scrape does not wait for it", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const redis = Object.assign(Object.create(ctx.redis), { ping: async () => "PONG" });
    const pending = renderMetrics({ ...ctx, redis, acrossTenants: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seriesOf((await pending).text, "outreach_postgres_up")).toBe(0);
  });

  it("Redis: says so and shows the rest", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    server.close();
    const redis = new Redis({ port, enableOfflineQueue: false, retryStrategy: () => null, lazyConnect: true });
    redis.on("error", () => {});
    const tenantId = await createTestTenant(ctx);
    const text = await textOf(only(tenantId, { redis }));
    expect([seriesOf(text, "outreach_redis_up"), seriesOf(text, "outreach_postgres_up")]).toEqual([0, 1]);
  });
});

describe("what the process counts", () => {
  it("events by type and what they came to; names that a provider makes up are one", async () => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    const open = event(ctx, email, "open");
    const post = () => world.post([open, event(ctx, email, "delivered"), { event: "", timestamp: 1 }]);
    const opened = (result: string) => `outreach_webhook_events_total{type="opened",result="${result}"}`;
    expect(await grown(opened("in_effect"), post)).toBe(1);
    expect(await grown(opened("duplicate"), post)).toBe(1);
    expect(await grown('outreach_webhook_events_total{type="other",result="malformed"}', post)).toBe(1);
    const madeUp = () => world.post([event(ctx, email, "made_up_1"), event(ctx, email, "made_up_2")]);
    expect(await grown('outreach_webhook_events_total{type="other",result="in_effect"}', madeUp)).toBe(2);
    const stranger = { ...email, id: crypto.randomUUID(), message_id: "<x@y.test>" };
    const park = () => world.post(event(ctx, stranger, "open", 1));
    expect(await grown(opened("parked"), park)).toBe(1);
  });

  it("hand-overs by outcome and reason", async () => {
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    expect(await grown('outreach_sends_total{outcome="sent",reason=""}', () => handOverSend(ctx, claim))).toBe(1);
    const stopped = await createQueuedSend(ctx, { settings: { sequencer_paused: true } });
    const stop = async () => handOverSend(ctx, await claimedAndWritten(ctx, stopped));
    expect(await grown('outreach_sends_total{outcome="cancelled",reason="engine_paused"}', stop)).toBe(1);
  });

  it("runs of jobs by result, how long they took and when one last went well", async () => {
    const tenantId = await createTestTenant(ctx);
    const options = { tenantId, functionId: "reconcile-sends", trigger: "event" } as const;
    const run = () => withJobRun(ctx, options, async () => ({}));
    const fail = () => withJobRun(ctx, options, async () => Promise.reject(new Error("no"))).catch(() => {});
    const series = (result: string) => `outreach_job_runs_total{job="reconcile-sends",result="${result}"}`;
    expect([await grown(series("succeeded"), run), await grown(series("failed"), fail)]).toEqual([1, 1]);
    expect(await grown('outreach_job_run_seconds_count{job="reconcile-sends"}', fail)).toBe(1);
    const text = await metrics().registry.metrics();
    expect(seriesOf(text, 'outreach_job_last_success_timestamp_seconds{job="reconcile-sends"}')).toBe(
      ctx.now().getTime() / 1_000,
    );
  });

  it("recounts of reputation", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const book = async () => {
      await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 1, at: ctx.now() });
      await rebuildReputation(ctx, tenantId);
    };
    expect(await grown('outreach_reputation_rebuilds_total{kind="rebuilt"}', book)).toBe(1);
  });
});
