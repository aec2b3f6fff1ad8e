import type { EngineContext } from "#lib/engine/context.ts";
import { beginReputationBooking, type CountChange, finishReputationBooking } from "#lib/reputation/book-counts.ts";
import { headKey, hourKey } from "#lib/reputation/counter-store.ts";
import { startOfEpochHour, windowHoursAt } from "#lib/reputation/policy/booking-hour.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { reputationMetrics } from "#lib/reputation/types.ts";
import { openBenchContext } from "./bench-context.ts";
import type { BenchEnv, BenchReport } from "./harness.ts";
import { createPlaces, type Places, writePlanKeys } from "./reputation-data.ts";
import { dropReputationKeys } from "./reputation-keys.ts";

const domains = 1_000;
const changesPerBooking = 7_000;

/** Bytes of Redis for a scope when every scope counts every metric in each of the window's 25 hours. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p9");
  const { ctx } = bench;
  try {
    const places = await createPlaces(bench.pool, domains);
    const { tenantId } = places;
    const now = ctx.now();
    const hours = windowHoursAt(now).toSorted((a, b) => a - b);
    await readHealthMaps(ctx, tenantId);
    for (const epochHour of hours) await fillHour(ctx, places, epochHour);
    env.say(`${hours.length} hours written`);
    const scopes = 2 + places.domains + places.mailboxes;
    const keys = [headKey(tenantId), ...hours.map((hour) => hourKey(tenantId, hour))];
    const bytes = await memoryOf(ctx, keys);
    const { sent } = (await readHealthMaps(ctx, tenantId)).global.metrics;
    if (sent !== hours.length) throw new Error(`the window counts ${sent} instead of ${hours.length}`);
    const plan = await planBytes(ctx, places);
    return {
      id: "P9",
      title: "Redis bytes a scope",
      sizes: [
        `${places.domains.toLocaleString("en-US")} domains, ${places.mailboxes.toLocaleString("en-US")} mailboxes, connection and tenant: ${scopes.toLocaleString("en-US")} scopes, all seven metrics in each of ${hours.length} hours, booked hour by hour in no order of scopes`,
        `MEMORY USAGE … SAMPLES 0 of all ${keys.length} keys: ${Math.round(bytes / 1024).toLocaleString("en-US")} KiB`,
      ],
      measured: [],
      verdicts: [{ name: "bytes : scopes", value: bytes / scopes, unit: "B", atLeast: 1024, isCeiling: true }],
      notes: [
        `The plan's six keys a scope, without hours: ${Math.round(plan)} B a scope. Hours of its kind would need 25 times as many.`,
      ],
    };
  } finally {
    await dropReputationKeys(ctx.redis);
    await bench.close();
  }
}

/** One of every metric for every scope, booked while that hour is open, scopes scattered. */
async function fillHour(ctx: EngineContext, places: Places, epochHour: number): Promise<void> {
  const { tenantId } = places;
  const then: EngineContext = { ...ctx, now: () => startOfEpochHour(epochHour) };
  const scopes = scattered(2 + places.domains + places.mailboxes);
  const changes: CountChange[] = scopes.flatMap((scope) =>
    reputationMetrics.map((metric) => ({ epochHour, scopes: [scope], metric, count: 1 })),
  );
  for (let from = 0; from < changes.length; from += changesPerBooking) {
    const ticket = await then.forTenant(tenantId, (tx) =>
      beginReputationBooking(tx, { tenantId, epochHours: [epochHour] }),
    );
    await finishReputationBooking(then, ticket, changes.slice(from, from + changesPerBooking));
  }
}

function scattered(count: number): number[] {
  const step = 7_919;
  return Array.from({ length: count }, (_, i) => (i * step) % count);
}

async function memoryOf(ctx: EngineContext, keys: string[]): Promise<number> {
  let bytes = 0;
  for (const key of keys) bytes += (await ctx.redis.memory("USAGE", key, "SAMPLES", 0)) ?? 0;
  return bytes;
}

/** What the plan's keys of the domains and mailboxes take, a scope. */
async function planBytes(ctx: EngineContext, places: Places): Promise<number> {
  await writePlanKeys(ctx.redis, await readHealthMaps(ctx, places.tenantId));
  const found: string[] = [];
  for await (const keys of ctx.redis.scanStream({ match: "email:reputation:domain:*", count: 10_000 }))
    found.push(...keys);
  return (await memoryOf(ctx, found)) / places.domains;
}
