import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { checkReputationDrift } from "#lib/reputation/check-reputation-drift.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { createRandom } from "#prisma/seed/random.ts";
import { type AppProcess, startApp } from "./app-process.ts";
import { type BenchContext, openBenchContext } from "./bench-context.ts";
import { type Disturbance, planDisturbances } from "./disturbances.ts";
import { type BenchEnv, type BenchReport, median, type Verdict } from "./harness.ts";
import { percentile } from "./http-times.ts";
import { soakTimes } from "./quiet-times.ts";
import { type Sample, slopePerMinute } from "./slope.ts";
import { eventsAMessage, SteadyPosts } from "./steady-posts.ts";
import { createWebhookTenant, type WebhookTenant } from "./webhook-data.ts";
import { WebhookPosts } from "./webhook-posts.ts";

const minuteMs = 60_000;
const lengthMs = Number(process.env.SOAK_MINUTES ?? 15) * minuteMs;
const seed = process.env.SOAK_SEED ?? "1";
const { leadInMs, endMs, settleMs, quiet } = soakTimes(lengthMs);
/** More than are used: a round leaves the rest of its block that a post does not fit in, and the last block is begun and not ended. */
const spareMessages = 40_000;
const spareShare = 1.1;
/** An old space that full collections keep: without a limit V8 lets garbage lie as long as the machine has memory. */
const nodeOptions = "--max-old-space-size=256";
const sampleMs = 5_000;
const connections = 64;
/** tells the app's lines to Postgres from the bench's own */
const appName = "soak-app";

/** Signed events at half the rate that this machine can take, while processes are killed, lines cut and Redis flushed. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "soak");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const appUrl = new URL(bench.databaseUrl);
  appUrl.searchParams.set("application_name", appName);
  const soak = new Soak({ ...env, databaseUrl: appUrl.href }, bench, agent);
  try {
    return await soak.run();
  } finally {
    agent.destroy();
    await soak.stop();
    await bench.close();
  }
}

function messagesFor(rate: number): number {
  return Math.ceil(((rate * lengthMs) / 1_000 / eventsAMessage) * spareShare) + spareMessages;
}

/** What is there afterwards: events and messages, counters, keys. */
type Found = { lost: number; twice: number; withoutEffect: number; drifted: number; keys: number };

class Soak {
  readonly #env: BenchEnv;
  readonly #bench: BenchContext;
  readonly #agent: Agent;
  readonly #plan = planDisturbances(createRandom(`soak ${seed}`), lengthMs, quiet);
  readonly #memory: Sample[] = [];
  readonly #downMs: number[] = [];
  #app: AppProcess | null = null;
  #isOver = false;

  constructor(env: BenchEnv, bench: BenchContext, agent: Agent) {
    this.#env = env;
    this.#bench = bench;
    this.#agent = agent;
  }

  async run(): Promise<BenchReport> {
    const { pool, ctx } = this.#bench;
    const app = await startApp(this.#env, undefined, nodeOptions);
    this.#app = app;
    const full = await this.#fullRate(app.url);
    const rate = full / 2;
    const tenant = await createWebhookTenant(pool, messagesFor(rate));
    await readHealthMaps(ctx, tenant.tenantId);
    this.#env.say(`${Math.round(full)} events/s at full rate; ${Math.round(rate)} for ${lengthMs / minuteMs} minutes`);
    const posts = new SteadyPosts(this.#agent, app.url, tenant);
    const beside = Promise.all([this.#disturb(), this.#watchMemory()]);
    await posts.run(rate, lengthMs);
    this.#isOver = true;
    await beside;
    return this.#report(posts, rate, await this.#verify(posts, tenant));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#app?.stop();
  }

  /** As P1 measures it, on a tenant of its own. */
  async #fullRate(appUrl: string): Promise<number> {
    const sizes = { posts: 20, events: 1_000, atOnce: 4 };
    const tenant = await createWebhookTenant(this.#bench.pool, sizes.posts * sizes.events * 3);
    await readHealthMaps(this.#bench.ctx, tenant.tenantId);
    const posts = new WebhookPosts(appUrl, tenant, this.#agent, sizes);
    const rates: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      posts.prepare();
      const start = performance.now();
      rates.push(((await posts.send()) / (performance.now() - start)) * 1_000);
    }
    return median(rates);
  }

  async #disturb(): Promise<void> {
    const start = performance.now();
    for (const { kind, atMs } of this.#plan) {
      await sleep(Math.max(0, start + atMs - performance.now()));
      this.#env.say(`${(atMs / minuteMs).toFixed(1)} min: ${kind}`);
      await this.#doDisturb(kind);
    }
  }

  async #doDisturb(kind: Disturbance["kind"]): Promise<void> {
    if (kind === "Redis flushed") await this.#bench.ctx.redis.flushall();
    else if (kind === "database lines cut") await this.#cutLines();
    else await this.#killApp();
  }

  /** The app's own, not the bench's. */
  async #cutLines(): Promise<void> {
    await this.#bench.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [
      appName,
    ]);
  }

  async #killApp(): Promise<void> {
    const app = this.#app as AppProcess;
    const start = performance.now();
    // While there is none, nothing is measured.
    this.#app = null;
    await app.kill();
    this.#app = await startApp(this.#env, Number(new URL(app.url).port), nodeOptions);
    this.#downMs.push(performance.now() - start);
    this.#memory.length = 0;
  }

  /** Resident memory of the process that lives, every few seconds. */
  async #watchMemory(): Promise<void> {
    for (const start = performance.now(); !this.#isOver; await sleep(sampleMs)) {
      if (this.#app === null) continue;
      const status = readFileSync(`/proc/${this.#app.pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/);
      if (status) this.#memory.push({ atMs: performance.now() - start, value: Number(status[1]) / 1_024 });
    }
  }

  /** Everything that was acknowledged is stored once and in effect, and Redis says what Postgres says. */
  async #verify(posts: SteadyPosts, { tenantId }: WebhookTenant): Promise<Found> {
    const { pool, ctx } = this.#bench;
    const stored = await pool.query<{ id: string }>(
      "SELECT provider_event_id AS id FROM email_events WHERE tenant_id = $1",
      [tenantId],
    );
    const delivered = await pool.query<{ id: string }>(
      "SELECT id FROM outreach_emails WHERE tenant_id = $1 AND delivered_at IS NOT NULL",
      [tenantId],
    );
    const ids = new Set(stored.rows.map(({ id }) => id));
    const deliveredIds = new Set(delivered.rows.map(({ id }) => id));
    await readHealthMaps(ctx, tenantId);
    const drift = await checkReputationDrift(ctx, { tenantId });
    const keys = await ctx.redis.dbsize();
    return {
      lost: posts.eventIds.difference(ids).size,
      twice: stored.rows.length - ids.size,
      withoutEffect: posts.deliveredIds.symmetricDifference(deliveredIds).size,
      drifted: drift.drifted_counters + drift.unreadable + drift.busy,
      keys,
    };
  }

  #report(posts: SteadyPosts, rate: number, found: Found): BenchReport {
    const p99 = (from: number, to: number) =>
      percentile(
        posts.times.filter(({ atMs }) => atMs >= from && atMs < to).map(({ tookMs }) => tookMs),
        0.99,
      );
    const [first, last] = [p99(leadInMs, leadInMs + endMs), p99(lengthMs - endMs, lengthMs)];
    const minutes = Array.from({ length: Math.floor(lengthMs / minuteMs) }, (_, minute) => minute);
    const since = (this.#memory[0]?.atMs ?? 0) + settleMs;
    const settled = this.#memory.filter(({ atMs }) => atMs >= since);
    const verdicts: Verdict[] = [
      { name: "p99 of the end : of the beginning", value: last / first, atLeast: 1.5, isCeiling: true },
      { name: "growth of memory a minute", value: slopePerMinute(settled), unit: "MB", atLeast: 1, isCeiling: true },
      { name: "acknowledged events that are not stored", value: found.lost, unit: "", atLeast: 0, isCeiling: true },
      { name: "events stored more often than sent", value: found.twice, unit: "", atLeast: 0, isCeiling: true },
      {
        name: "deliveries that the ledger does not show",
        value: found.withoutEffect,
        unit: "",
        atLeast: 0,
        isCeiling: true,
      },
      { name: "counters in Redis unlike Postgres", value: found.drifted, unit: "", atLeast: 0, isCeiling: true },
      { name: "keys in Redis, of 26 a tenant", value: found.keys, unit: "", atLeast: 2 * 26, isCeiling: true },
    ];
    return {
      id: "SOAK",
      title: "Webhook events under disturbance",
      sizes: [
        `${lengthMs / minuteMs} min at ${Math.round(rate).toLocaleString("en-US")} events/s, half of the full rate measured just before: posts of 1,000 events and of one, at fixed times whether answered or not; ${posts.events.toLocaleString("en-US")} events, ${eventsAMessage} a message, for messages sent lately`,
        `seed ${seed}: ${this.#plan.map(({ kind, atMs }) => `${kind} at ${(atMs / minuteMs).toFixed(1)} min`).join(", ")}; what is not taken is posted again until it is`,
        `times count from when a post was due; p99 of ${Math.round(endMs / 1_000)} s after a lead-in of ${Math.round(leadInMs / 1_000)} s: ${Math.round(first)} ms, of the last: ${Math.round(last)} ms; resident memory, ${nodeOptions}, of the last process once it had settled, ${settled.length} samples`,
        `p99 by minute, in ms: ${minutes.map((minute) => Math.round(p99(minute * minuteMs, (minute + 1) * minuteMs))).join(", ")}`,
        `back after a kill, in ms: ${this.#downMs.map((ms) => Math.round(ms)).join(", ")}; posts that needed more than one try: ${posts.times.filter(({ tries }) => tries > 1).length} of ${posts.times.length.toLocaleString("en-US")}`,
      ],
      measured: [],
      verdicts,
    };
  }
}
