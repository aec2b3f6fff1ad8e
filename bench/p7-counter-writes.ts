import type { Redis } from "ioredis";
import type { EngineContext } from "#lib/engine/context.ts";
import {
  beginReputationBooking,
  type CountChange,
  finishReputationBooking,
  sumByHour,
} from "#lib/reputation/book-counts.ts";
import { addCounts } from "#lib/reputation/counter-store.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { reputationMetrics } from "#lib/reputation/types.ts";
import { openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, of, race } from "./harness.ts";
import { createPlaces, type Places } from "./reputation-data.ts";
import { dropReputationKeys } from "./reputation-keys.ts";

const domains = 1_000;
const eventsPerBooking = 1_000;
const bookings = 10;
const inTime = 32;

/** Counting events: bookings as the webhook makes them, against six commands in a pipeline for every event. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p7");
  const { ctx } = bench;
  try {
    const places = await createPlaces(bench.pool, domains);
    await readHealthMaps(ctx, places.tenantId);
    const before = (await readHealthMaps(ctx, places.tenantId)).global.metrics.delivered;
    const generation = await generationOf(ctx, places);
    const events = () => eventsOf(places, eventsPerBooking * bookings);
    const measured = await race(
      [
        { name: "ours, with marks in Postgres", run: () => book(ctx, places, events()) },
        { name: "ours, Redis alone", run: () => add(ctx, places, generation, events()) },
        { name: "six commands an event, one after the other", run: () => pipelines(ctx.redis, places, events(), 1) },
        {
          name: `six commands an event, ${inTime} events under way`,
          run: () => pipelines(ctx.redis, places, events(), inTime),
        },
        { name: "six commands an event, all in one pipeline", run: () => onePipeline(ctx.redis, places, events()) },
      ],
      7,
    );
    await requireCounts(ctx, places, before, 2 * 8 * eventsPerBooking * bookings);
    const perSecond = (name: string) => of(measured, name).perSecond;
    const plan = "six commands an event, one after the other";
    return {
      id: "P7",
      title: "Counter writes",
      sizes: [
        `${domains.toLocaleString("en-US")} sending domains, ${places.mailboxes.toLocaleString("en-US")} mailboxes; ${bookings} bookings of ${eventsPerBooking} events, every event on tenant, domain, mailbox and connection`,
        "six commands: INCR and EXPIRE for tenant, domain and mailbox, one round trip an event",
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "ours : six commands",
          value: perSecond("ours, Redis alone") / perSecond(plan),
          atLeast: 8,
          aim: 15,
        },
      ],
      notes: [
        `Redis against Redis. What makes ours exact and the other not, marks in Postgres in two transactions of their own (in a post the first is the post's), included: ${(perSecond("ours, with marks in Postgres") / perSecond(plan)).toFixed(1)} ×.`,
      ],
    };
  } finally {
    await dropReputationKeys(ctx.redis);
    await bench.close();
  }
}

type Counted = CountChange & { name: string; domain: number; mailbox: number };

let seed = 1;

function eventsOf({ domains: count }: Places, events: number): Counted[] {
  const epochHour = epochHourOf(new Date());
  return Array.from({ length: events }, (_, i) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const mailbox = seed % (count * 10);
    const domain = Math.floor(mailbox / 10);
    const metric = reputationMetrics[i % 20 === 0 ? 4 : 1] ?? "delivered";
    return {
      epochHour,
      scopes: [0, 1, 2 + domain, 2 + count + mailbox],
      metric,
      count: 1,
      name: metric,
      domain,
      mailbox,
    };
  });
}

function batchesOf(events: Counted[]): Counted[][] {
  return Array.from({ length: bookings }, (_, i) => events.slice(i * eventsPerBooking, (i + 1) * eventsPerBooking));
}

async function book(ctx: EngineContext, { tenantId }: Places, events: Counted[]): Promise<number> {
  for (const changes of batchesOf(events)) {
    const epochHours = changes.map((change) => change.epochHour);
    const ticket = await ctx.forTenant(tenantId, (tx) => beginReputationBooking(tx, { tenantId, epochHours }));
    await finishReputationBooking(ctx, ticket, changes);
  }
  return events.length;
}

async function add(ctx: EngineContext, { tenantId }: Places, generation: number, events: Counted[]): Promise<number> {
  for (const changes of batchesOf(events)) {
    const isAdded = await addCounts(ctx.redis, { tenantId, generation }, sumByHour(changes), ctx.now());
    if (!isAdded) throw new Error("the counters belong to another generation");
  }
  return events.length;
}

async function generationOf(ctx: EngineContext, { tenantId }: Places): Promise<number> {
  const ticket = await ctx.forTenant(tenantId, (tx) => beginReputationBooking(tx, { tenantId, epochHours: [] }));
  return ticket.generation;
}

function planKeys(tenantId: string, { name, domain, mailbox }: Counted): string[] {
  const prefix = `email:reputation:plan:${tenantId}`;
  return [`${prefix}:${name}`, `${prefix}:domain:${domain}:${name}`, `${prefix}:mailbox:${mailbox}:${name}`];
}

async function pipelines(redis: Redis, { tenantId }: Places, events: Counted[], underWay: number): Promise<number> {
  let next = 0;
  const work = async () => {
    for (let event = events[next++]; event; event = events[next++]) {
      const pipeline = redis.pipeline();
      for (const key of planKeys(tenantId, event)) pipeline.incr(key).expire(key, 86_400);
      await pipeline.exec();
    }
  };
  await Promise.all(Array.from({ length: underWay }, work));
  return events.length;
}

async function onePipeline(redis: Redis, { tenantId }: Places, events: Counted[]): Promise<number> {
  const pipeline = redis.pipeline();
  for (const event of events) for (const key of planKeys(tenantId, event)) pipeline.incr(key).expire(key, 86_400);
  await pipeline.exec();
  return events.length;
}

/** What was booked is in the counters, once. */
async function requireCounts(ctx: EngineContext, { tenantId }: Places, before: number, events: number): Promise<void> {
  const { metrics } = (await readHealthMaps(ctx, tenantId)).global;
  const counted = metrics.delivered + metrics.opened - before;
  if (counted !== events) throw new Error(`${events} events were counted as ${counted}`);
}
