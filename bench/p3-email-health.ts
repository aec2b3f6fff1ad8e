import { Redis } from "ioredis";
import type { EngineContext } from "#lib/engine/context.ts";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { beginReputationBooking, type CountChange, finishReputationBooking } from "#lib/reputation/book-counts.ts";
import { headKey, hourKey } from "#lib/reputation/counter-store.ts";
import { epochHourOf, windowHoursAt } from "#lib/reputation/policy/booking-hour.ts";
import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, of, race } from "./harness.ts";
import { createPlaces, createTraffic, type Places, writePlanKeys } from "./reputation-data.ts";
import { dropReputationKeys } from "./reputation-keys.ts";

const domains = 1_000;
const sendsPerMailbox = 20;
const otherKeys = 1_000_000;
const changesBetweenReads = 200;

/** GET /email-health against the plan's way of reading, with and without a million keys of somebody else. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p3");
  const crowded = new Redis(nextDatabase(env.redisUrl));
  try {
    const places = await createPlaces(bench.pool, domains);
    const sends = await createTraffic(bench.pool, places, sendsPerMailbox);
    env.say(`${sends} sends written`);
    const maps = await readHealthMaps(bench.ctx, places.tenantId);
    const first = await timed(() => readEmailHealth(bench.ctx, places.tenantId));
    const planKeys = await writePlanKeys(bench.ctx.redis, maps);
    await crowd(bench.ctx, crowded, places);
    env.say("a million other keys written");
    const contenders = ours(bench.ctx, { ...bench.ctx, redis: crowded }, places);
    const measured = await race([...contenders, ...plans(bench.ctx.redis)], 5);
    const [alone, among] = [of(measured, "ours"), of(measured, "ours among a million other keys")];
    const plan = of(measured, "plan: SCAN + 6 GETs a scope");
    return {
      id: "P3",
      title: "/email-health",
      sizes: [
        `${domains} sending domains, ${places.mailboxes} mailboxes, ${sends} sends in 24 h; the plan's layout: ${planKeys} keys`,
        `${changesBetweenReads} mailboxes change between two of our readings; the answer has ${Math.round(bytesOf(first.result.pieces()) / 1024)} KiB of JSON`,
        "ours: reputation, names and states from Postgres, verdicts, JSON bytes and ETag; the plan: reputation alone",
      ],
      measured: [...measured.values()],
      verdicts: [
        { name: "plan : ours", value: plan.medianMs / alone.medianMs, atLeast: 100, aim: 250 },
        {
          name: "ours with a million other keys : without",
          value: among.medianMs / alone.medianMs,
          atLeast: 1.2,
          isCeiling: true,
        },
      ],
      notes: [`First answer of a process: ${Math.round(first.ms)} ms.`],
    };
  } finally {
    await cleanUp(bench.ctx.redis, crowded);
    await bench.close();
  }
}

/** Another database of the same Redis. */
function nextDatabase(redisUrl: string): string {
  const url = new URL(redisUrl);
  url.pathname = `/${Number(url.pathname.slice(1) || 0) + 1}`;
  return url.href;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

function ours(ctx: EngineContext, crowded: EngineContext, { tenantId }: Places) {
  const answer = async (context: EngineContext) => {
    const { pieces } = await readEmailHealth(context, tenantId);
    return bytesOf(pieces()) > 1_000_000 ? 1 : Promise.reject(new Error("the answer is too short"));
  };
  const change = (context: EngineContext) => () => changeSome(ctx, context, tenantId);
  return [
    { name: "ours", run: () => answer(ctx), prepare: change(ctx) },
    { name: "ours among a million other keys", run: () => answer(crowded), prepare: change(crowded) },
    { name: "ours, nothing changed since", run: () => answer(ctx) },
  ];
}

function bytesOf(pieces: Iterable<Buffer>): number {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.length;
  return bytes;
}

let seed = 1;

/** Deliveries of some mailboxes, booked as the engine books them. */
async function changeSome(ctx: EngineContext, target: EngineContext, tenantId: string): Promise<void> {
  const epochHour = epochHourOf(ctx.now());
  const ticket = await ctx.forTenant(tenantId, (tx) =>
    beginReputationBooking(tx, { tenantId, epochHours: [epochHour] }),
  );
  const changes: CountChange[] = [];
  for (let i = 0; i < changesBetweenReads; i += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    const mailbox = seed % (domains * 10);
    const scopes = [0, 1, 2 + Math.floor(mailbox / 10), 2 + domains + mailbox];
    changes.push({ epochHour, scopes, metric: "delivered", count: 1 });
  }
  await finishReputationBooking(target, ticket, changes);
}

/** The plan's reading of every scope, as it is written, and with the six keys of a scope asked for together. */
function plans(redis: Redis) {
  const reading = (get: (keys: string[]) => Promise<(string | null)[]>) => async () => {
    let scopes = 0;
    for (const scope of ["domain", "mailbox"]) {
      const found: string[] = [];
      for await (const keys of redis.scanStream({ match: `email:reputation:${scope}:*:sent`, count: 1_000 }))
        found.push(...keys);
      for (const key of new Set(found)) {
        const metrics = ["sent", "delivered", "bounced", "complained", "opened", "clicked"].map((m) =>
          key.replace(/sent$/, m),
        );
        const [sent, delivered, bounced, complained, opened, clicked] = (await get(metrics)).map(Number) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        computeEmailScore({ sent, delivered, bounced, complained, opened, clicked });
        scopes += 1;
      }
    }
    return scopes;
  };
  const oneByOne = async (keys: string[]) => {
    const values: (string | null)[] = [];
    for (const key of keys) values.push(await redis.get(key));
    return values;
  };
  return [
    { name: "plan: SCAN + 6 GETs a scope", run: reading(oneByOne) },
    {
      name: "plan with its 6 GETs in one pipeline",
      run: reading((keys) => Promise.all(keys.map((key) => redis.get(key)))),
    },
  ];
}

/** The same counters in another database of the same Redis, beside a million keys that have nothing to do with them. */
async function crowd(ctx: EngineContext, crowded: Redis, { tenantId }: Places): Promise<void> {
  await crowded.flushdb();
  const db = crowded.options.db ?? 0;
  for (const key of [headKey(tenantId), ...windowHoursAt(ctx.now()).map((hour) => hourKey(tenantId, hour))]) {
    await ctx.redis.call("COPY", key, key, "DB", db, "REPLACE");
  }
  for (let from = 0; from < otherKeys; from += 10_000) {
    await crowded.mset(Array.from({ length: 20_000 }, (_, i) => (i % 2 ? "x" : `other:${from + i / 2}`)));
  }
}

async function cleanUp(redis: Redis, crowded: Redis): Promise<void> {
  await crowded.flushdb();
  crowded.disconnect();
  await dropReputationKeys(redis);
}
