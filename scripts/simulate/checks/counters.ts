import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { perform, type World } from "../world.ts";
import { found } from "./violations.ts";

export const hourMs = 3_600_000;
export const countersPerScope = 7;
const names = ["sent", "delivered", "bounced", "complained", "opened", "clicked", "blocked"];

type Counted = { hour: number; scope: number; metric: number; n: number };

/** Once things have settled, Redis holds bit for bit what a recount of ledger and events gives, hour by hour and scope by scope. */
export async function checkCounters(world: World, at: number): Promise<void> {
  if (at < world.redisAwayUntil) return;
  // Marks that a dead writer left count as old after five seconds of real time, which do not pass here.
  await world.pool.query("UPDATE reputation_dirty SET created_at = created_at - interval '1 minute'");
  for (const tenant of world.tenants) {
    const read = await perform(
      world,
      { name: "readHealthMaps", at, subject: null, isSafe: true },
      async (ctx) => (await readHealthMaps(ctx, tenant.id)).isStale,
    );
    if (read.kind === "done" && !read.value) await compare(world, tenant.id, at);
  }
}

async function compare(world: World, tenantId: string, at: number): Promise<void> {
  const hours = await readHours(world, tenantId, Math.floor((at + world.skewMs) / hourMs));
  const expected = await recount(
    world,
    tenantId,
    hours.map(({ hour }) => hour),
  );
  for (const { hour, buffer } of hours) {
    const counts = expected.get(hour) ?? new Map<number, number>();
    const slots = Math.max(buffer.length / 4, ...[...counts.keys()].map((slot) => slot + 1), 0);
    for (let slot = 0; slot < slots; slot += 1) {
      const stored = buffer.length >= slot * 4 + 4 ? buffer.readUInt32BE(slot * 4) : 0;
      const counted = counts.get(slot) ?? 0;
      if (stored === counted) continue;
      const detail = `hour ${new Date(hour * hourMs).toISOString()}, scope ${Math.floor(slot / countersPerScope)}, ${names[slot % countersPerScope]}: Redis ${stored}, Postgres ${counted}`;
      return found(world, {
        invariant: "counters equal a recount",
        tenantId,
        outreachId: null,
        emailId: null,
        at,
        detail,
      });
    }
  }
}

/** The window as Redis holds it: the open hour `newest` and the 24 before it, newest first. */
export async function readHours(
  world: World,
  tenantId: string,
  newest: number,
): Promise<{ hour: number; buffer: Buffer }[]> {
  const hours = Array.from({ length: 25 }, (_, back) => newest - back);
  const buffers = await world.redis.mgetBuffer(hours.map((hour) => `email:reputation:${tenantId}:${hour}`));
  return hours.map((hour, index) => ({ hour, buffer: buffers[index] ?? Buffer.alloc(0) }));
}

/** By hour, then slot: scope times seven and metric. A message counts for its tenant, mailbox, domain and connection. */
async function recount(world: World, tenantId: string, hours: number[]): Promise<Map<number, Map<number, number>>> {
  const from = new Date(Math.min(...hours) * hourMs);
  const to = new Date((Math.max(...hours) + 1) * hourMs);
  const { rows } = await world.pool.query<Counted>(
    `SELECT floor(extract(epoch FROM at) / 3600)::int AS hour, scope, metric, count(*)::int AS n FROM (
       SELECT sent_at AS at, 0 AS metric, ARRAY[0, mailbox_scope, domain_scope, connection_scope] AS scopes FROM outreach_emails
       WHERE tenant_id = $1 AND sent_at >= $2 AND sent_at < $3 AND (status = 'sent' OR status = 'failed')
       UNION ALL SELECT occurred_at, metric, ARRAY[0, mailbox_scope, domain_scope, connection_scope] FROM email_events
       WHERE tenant_id = $1 AND metric IS NOT NULL AND occurred_at >= $2 AND occurred_at < $3
     ) AS facts, unnest(scopes) AS scope WHERE scope IS NOT NULL GROUP BY 1, 2, 3`,
    [tenantId, from, to],
  );
  const byHour = new Map<number, Map<number, number>>();
  for (const row of rows) {
    const slots = byHour.get(row.hour) ?? new Map<number, number>();
    byHour.set(row.hour, slots.set(row.scope * countersPerScope + row.metric, row.n));
  }
  return byHour;
}
