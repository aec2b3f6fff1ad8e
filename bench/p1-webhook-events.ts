import { Agent } from "node:http";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { type BenchContext, useBenchDatabase } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, type Measured, of, race } from "./harness.ts";
import { callMany, type HttpCall } from "./http-calls.ts";
import { BareInserts } from "./webhook-baselines.ts";
import { bareStore, type ChainStore, EventChains, houseStore } from "./webhook-chains.ts";
import { createWebhookTenant } from "./webhook-data.ts";
import { WebhookPosts } from "./webhook-posts.ts";

export const needsApp = true;

const eventsPerPost = 1_000;
const postsPerRound = 8;
const inFlight = 4;
const noopRequests = 2_000;
const noopConnections = 32;
const chainEvents = 200;
const rounds = 9;
const bareChain = "one query chain an event, bare driver";

/** 1,000-event posts to the webhook route, against a route that does nothing, bare inserts, and a chain of queries for every event. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = useBenchDatabase(env, env.databaseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: noopConnections });
  const perRound = eventsPerPost * postsPerRound;
  try {
    const ours = await createWebhookTenant(bench.pool, perRound * (rounds + 1));
    const other = await createWebhookTenant(bench.pool, perRound + 2 * chainEvents * (rounds + 1));
    env.say(`${ours.messages.length} messages written`);
    await readHealthMaps(bench.ctx, ours.tenantId);
    const posts = new WebhookPosts(env.appUrl ?? "", ours, agent, {
      posts: postsPerRound,
      events: eventsPerPost,
      atOnce: inFlight,
    });
    const oneInsert = new BareInserts(bench.pool, other, { posts: postsPerRound, events: eventsPerPost, writers: 1 });
    const someInserts = new BareInserts(bench.pool, other, {
      posts: postsPerRound,
      events: eventsPerPost,
      writers: inFlight,
    });
    const { ctx, pool } = bench;
    const chainsOf = (store: ChainStore, from: number) =>
      new EventChains(store, ctx.redis, other, { count: chainEvents, from });
    const chains = chainsOf(houseStore(ctx, other.tenantId), perRound);
    const bareChains = chainsOf(bareStore(pool), perRound + chainEvents * (rounds + 1));
    const noop: HttpCall[] = Array.from({ length: noopRequests }, () => ({
      url: `${env.appUrl}/healthz`,
      method: "GET",
    }));
    const measured = await race(
      [
        { name: "ours", prepare: async () => posts.prepare(), run: () => posts.send() },
        {
          name: "no-op route handler, requests",
          run: async () => (await callMany(agent, noop, noopConnections)).length,
        },
        { name: "bare unnest insert, rows", prepare: async () => oneInsert.prepare(), run: () => oneInsert.run() },
        {
          name: `bare unnest insert, rows, ${inFlight} writers`,
          prepare: async () => someInserts.prepare(),
          run: () => someInserts.run(),
        },
        { name: "one query chain an event", prepare: async () => chains.prepare(), run: () => chains.run() },
        { name: bareChain, prepare: async () => bareChains.prepare(), run: () => bareChains.run() },
      ],
      rounds,
    );
    await requireEffects(bench, ours.tenantId, perRound * (rounds + 1));
    return report(measured);
  } finally {
    agent.destroy();
    await bench.close();
  }
}

/** Everything that was acknowledged is there, in effect, and counted. */
async function requireEffects({ ctx, pool }: BenchContext, tenantId: string, events: number): Promise<void> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM email_events WHERE tenant_id = $1) AS events,
       (SELECT count(*)::int FROM email_events WHERE tenant_id = $1 AND metric = 1) AS delivered,
       (SELECT count(*)::int FROM outreach_emails WHERE tenant_id = $1 AND delivered_at IS NOT NULL) AS on_ledger,
       (SELECT count(*)::int FROM outreach WHERE tenant_id = $1 AND last_email_delivered_at IS NOT NULL) AS on_outreach,
       (SELECT count(*)::int FROM suppressions WHERE tenant_id = $1) AS suppressed`,
    [tenantId],
  );
  const { global } = await readHealthMaps(ctx, tenantId);
  const delivered = Math.round(events * 0.6);
  const found = { ...rows[0], in_counters: global.metrics.delivered };
  const isRight =
    [found.delivered, found.on_ledger, found.on_outreach, found.in_counters].every((count) => count === delivered) &&
    found.events === events &&
    found.suppressed >= events * 0.04;
  if (!isRight) throw new Error(`posts did not take effect: ${JSON.stringify(found)}`);
}

function report(measured: Map<string, Measured>): BenchReport {
  const perSecond = (name: string) => of(measured, name).perSecond;
  const ratio = (name: string) => perSecond("ours") / perSecond(name);
  return {
    id: "P1",
    title: "Signed webhook events",
    sizes: [
      `${eventsPerPost} events a post, ${postsPerRound} posts a round, ${inFlight} in flight, over HTTP to the production build: verified, stored, ledger, outreach, suppressions, next sends, reputation`,
      "60 % delivered, 28 % open (a fifth of them machines'), 5 % click, 4 % bounce, 3 % other, each for another message of known prospects, scattered over the ledger",
      `no-op: GET /healthz of the same process, ${noopConnections} connections, same client`,
      "bare insert: the rows of a post in the same table (five indexes, fsync), values ready beforehand, no effects; by one writer, and by as many as our posts in flight",
      "query chain: verify, BEGIN, find message, insert event, update ledger, update outreach, COMMIT, six pipelined commands, over the same client and behind the same row-level security as ours; and over the bare driver without it",
    ],
    measured: [...measured.values()],
    verdicts: [
      { name: "events : no-op requests", value: ratio("no-op route handler, requests"), atLeast: 10, aim: 20 },
      { name: "events : bare rows of one writer", value: ratio("bare unnest insert, rows"), atLeast: 0.25, aim: 0.5 },
      {
        name: `events : bare rows of ${inFlight} writers`,
        value: ratio(`bare unnest insert, rows, ${inFlight} writers`),
        atLeast: 0.25,
        aim: 0.5,
      },
      { name: "events : query chains", value: ratio("one query chain an event"), atLeast: 25, aim: 50 },
    ],
    notes: [`Over query chains on the bare driver, without row-level security: ${ratio(bareChain).toFixed(1)} ×.`],
  };
}
