import { headKey, hourKey } from "#lib/reputation/counter-store.ts";
import { packHour } from "#lib/reputation/packed-hour.ts";
import { startOfEpochHour, windowHoursAt } from "#lib/reputation/policy/booking-hour.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { type CountedHour, countHours } from "#lib/reputation/repo-counts.ts";
import { type BenchContext, openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, of, race } from "./harness.ts";
import { createPlaces, createTraffic } from "./reputation-data.ts";
import { dropReputationKeys } from "./reputation-keys.ts";

const domains = 100;
/** 1,000 mailboxes × 700 sends come to a million events and their sends */
const sendsPerMailbox = 700;

/** All counters of a tenant from a million events, against the bare grouping of the same rows. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p10");
  try {
    const places = await createPlaces(bench.pool, domains);
    const sends = await createTraffic(bench.pool, places, sendsPerMailbox);
    const { tenantId } = places;
    const { rows } = await bench.pool.query(
      "SELECT count(*)::int AS events FROM email_events WHERE tenant_id = $1 AND metric IS NOT NULL",
      [tenantId],
    );
    env.say(`${sends} sends and ${rows[0].events} events written`);
    await readHealthMaps(bench.ctx, tenantId);
    const measured = await race(
      [
        {
          name: "ours: counted, packed, written to Redis",
          run: async () => {
            const rebuilt = await rebuildReputation(bench.ctx, tenantId, { isForced: true });
            if (rebuilt.kind !== "rebuilt") throw new Error(`not rebuilt: ${rebuilt.kind}`);
            return rows[0].events;
          },
        },
        { name: "bare GROUP BY hour, mailbox, type", run: () => bareGroups(bench, tenantId) },
      ],
      5,
    );
    await requireIdentical(bench, tenantId);
    const ms = (name: string) => of(measured, name).medianMs;
    return {
      id: "P10",
      title: "Rebuilding all counters",
      sizes: [
        `${rows[0].events.toLocaleString("en-US")} counted events and ${sends.toLocaleString("en-US")} sends of the last 24 hours, ${places.mailboxes.toLocaleString("en-US")} mailboxes of ${domains} domains`,
        "bare: events and sends grouped by hour, mailbox and type in one statement, by the login role without row-level security; ours adds domain, connection and tenant, packs and writes them",
        "bit-identical: afterwards every hour in Redis equals a count of its own, byte for byte",
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "ours : bare grouping",
          value: ms("ours: counted, packed, written to Redis") / ms("bare GROUP BY hour, mailbox, type"),
          atLeast: 3,
          aim: 1.5,
          isCeiling: true,
        },
      ],
    };
  } finally {
    await dropReputationKeys(bench.ctx.redis);
    await bench.close();
  }
}

async function bareGroups({ pool }: BenchContext, tenantId: string): Promise<number> {
  const { rows } = await pool.query(
    `SELECT date_trunc('hour', at) AS hour, mailbox_scope, metric, count(*) FROM (
       SELECT occurred_at AS at, mailbox_scope, metric FROM email_events
       WHERE tenant_id = $1 AND metric IS NOT NULL AND occurred_at >= now() - interval '25 hours'
       UNION ALL
       SELECT sent_at, mailbox_scope, 0 FROM outreach_emails WHERE tenant_id = $1 AND sent_at >= now() - interval '25 hours'
     ) facts GROUP BY 1, 2, 3`,
    [tenantId],
  );
  return rows.length;
}

/** What Redis holds of every hour is what Postgres counts, byte for byte. */
async function requireIdentical({ ctx }: BenchContext, tenantId: string): Promise<void> {
  const hours = windowHoursAt(ctx.now());
  const range = { from: startOfEpochHour(Math.min(...hours)), to: startOfEpochHour(Math.max(...hours) + 1) };
  const counted = await ctx.forTenant(tenantId, (tx) => countHours(tx, tenantId, { ...range, epochHours: hours }), {
    timeoutMs: 120_000,
  });
  const byHour = new Map(counted.map((hour: CountedHour) => [hour.epoch_hour, packHour(hour.slots, hour.counts)]));
  if ((await ctx.redis.exists(headKey(tenantId))) !== 1) throw new Error("nothing was written to Redis");
  for (const hour of hours) {
    const stored = (await ctx.redis.getBuffer(hourKey(tenantId, hour))) ?? Buffer.alloc(0);
    const expected = byHour.get(hour) ?? Buffer.alloc(0);
    if (!stored.equals(expected)) throw new Error(`hour ${hour} in Redis is not what Postgres counts`);
  }
}
