import { Agent } from "node:http";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { useBenchDatabase } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, median, of, race } from "./harness.ts";
import { callMany, type HttpCall } from "./http-calls.ts";
import { percentile, timeMany } from "./http-times.ts";
import { createEvents, createWebhookTenant, signedPost, type WebhookTenant } from "./webhook-data.ts";

export const needsApp = true;

const posts = 2_000;
const connections = 32;
const rounds = 7;

/** Posts of one event each over 32 connections, against a route that does nothing. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = useBenchDatabase(env, env.databaseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  try {
    const tenant = await createWebhookTenant(bench.pool, posts * (rounds + 1));
    await readHealthMaps(bench.ctx, tenant.tenantId);
    const noop: HttpCall[] = Array.from({ length: posts }, () => ({ url: `${env.appUrl}/healthz`, method: "GET" }));
    const p99: number[] = [];
    let round = 0;
    let waiting: HttpCall[] = [];
    const measured = await race(
      [
        {
          name: "ours, posts",
          prepare: async () => {
            waiting = singlePosts(env, tenant, round++);
          },
          run: async () => {
            p99.push(percentile(await timeMany(agent, waiting, connections), 0.99));
            return posts;
          },
        },
        {
          name: "no-op route handler, requests",
          run: async () => (await callMany(agent, noop, connections)).length,
        },
      ],
      rounds,
    );
    await requireAll(bench.pool, tenant, posts * (rounds + 1));
    const perSecond = (name: string) => of(measured, name).perSecond;
    return {
      id: "P2",
      title: "Signed webhook events, one a post",
      sizes: [
        `${posts.toLocaleString("en-US")} posts of one event a round, ${connections} connections, over HTTP to the production build, each for another message of known prospects, effects and mix as in P1`,
        "no-op: GET /healthz of the same process, same connections and client",
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "posts : no-op requests",
          value: perSecond("ours, posts") / perSecond("no-op route handler, requests"),
          atLeast: 0.35,
          aim: 0.6,
        },
        { name: "p99 of a post", value: median(p99.slice(1)), unit: "ms", atLeast: 250, isCeiling: true },
      ],
    };
  } finally {
    agent.destroy();
    await bench.close();
  }
}

function singlePosts(env: BenchEnv, tenant: WebhookTenant, round: number): HttpCall[] {
  const events = createEvents(tenant.messages.slice(round * posts, (round + 1) * posts));
  const url = `${env.appUrl}/api/webhooks/sendgrid/${tenant.connectionId}`;
  return events.map((event) => ({ url, method: "POST", ...signedPost(tenant, [event]) }));
}

/** Everything that was acknowledged is there, and in effect. */
async function requireAll(
  pool: ReturnType<typeof useBenchDatabase>["pool"],
  { tenantId }: WebhookTenant,
  events: number,
): Promise<void> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM email_events WHERE tenant_id = $1) AS events,
       (SELECT count(*)::int FROM outreach_emails WHERE tenant_id = $1 AND delivered_at IS NOT NULL) AS delivered`,
    [tenantId],
  );
  if (rows[0].events !== events || rows[0].delivered !== Math.round(events * 0.6))
    throw new Error(`posts did not take effect: ${JSON.stringify(rows[0])}`);
}
