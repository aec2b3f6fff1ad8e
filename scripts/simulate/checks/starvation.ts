import type { SimTenant } from "../setup.ts";
import type { World } from "../world.ts";
import { found } from "./violations.ts";

type Left = { id: string; waiting: string; engine_open: boolean; used_today: number; limit_today: number };

/**
 * After an undisturbed run nobody due is left as he was, unless the run did what the half hour or the day allows: then it queued
 * something, or the day's messages are used up: the tenant's, or those of his campaign.
 */
export async function checkStarvation(
  world: World,
  tenant: SimTenant,
  at: number,
  run: { queued: number; left_due: number },
): Promise<void> {
  if (run.queued > 0) return;
  const { rows } = await world.pool.query<Left>(
    `WITH full_campaigns AS (SELECT k.id FROM campaigns k JOIN sales_engine_config c ON c.tenant_id = k.tenant_id
       CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE c.send_timezone)::date AS today) AS clock
       WHERE k.tenant_id = $1 AND k.daily_limit <= (SELECT count(*) FROM outreach_emails e WHERE e.tenant_id = k.tenant_id AND e.campaign_id = k.id
         AND e.status <> 'cancelled' AND (e.capacity_day = today OR (e.scheduled_at AT TIME ZONE c.send_timezone)::date = today)))
     SELECT o.id, ($2::timestamptz - o.next_send_at)::text AS waiting, c.is_active AND NOT c.sequencer_paused AS engine_open,
       (SELECT count(*)::int FROM outreach_emails e WHERE e.tenant_id = o.tenant_id AND e.status <> 'cancelled'
         AND (e.scheduled_at AT TIME ZONE c.send_timezone)::date = ($2::timestamptz AT TIME ZONE c.send_timezone)::date
         AND e.scheduled_at > $2::timestamptz - interval '26 hours') AS used_today,
       c.daily_email_limit AS limit_today
     FROM outreach o JOIN sales_engine_config c ON c.tenant_id = o.tenant_id
     WHERE o.tenant_id = $1 AND o.status IN ('cold', 'contacted') AND o.next_send_at <= $2
       AND (o.campaign_id IS NULL OR o.campaign_id NOT IN (SELECT id FROM full_campaigns))
     ORDER BY o.next_send_at LIMIT 1`,
    [tenant.id, new Date(at + world.skewMs)],
  );
  const [left] = rows;
  if (!left?.engine_open || left.used_today >= left.limit_today) return;
  const slot = await queuedInSlot(world, tenant.id, at + world.skewMs);
  if (slot > 0 || !(await hasRoom(world, tenant.id, at + world.skewMs))) return;
  found(world, {
    invariant: "nobody due starves",
    tenantId: tenant.id,
    outreachId: left.id,
    emailId: null,
    at,
    detail: `due for ${left.waiting}, left without a word by a run that queued nothing (${left.used_today} of ${left.limit_today} used)`,
  });
}

async function queuedInSlot(world: World, tenantId: string, now: number): Promise<number> {
  const slotMs = 30 * 60_000;
  const { rows } = await world.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM outreach_emails WHERE tenant_id = $1 AND created_at >= $2 AND created_at < $3",
    [tenantId, new Date(Math.floor(now / slotMs) * slotMs), new Date(Math.floor(now / slotMs) * slotMs + slotMs)],
  );
  return rows[0]?.n ?? 0;
}

/** Is there a mailbox that nobody has stopped, of a domain that has sent nothing today? Reputation is not asked. */
async function hasRoom(world: World, tenantId: string, now: number): Promise<boolean> {
  const { rows } = await world.pool.query<{ free: number }>(
    `SELECT count(*)::int AS free FROM mailboxes m JOIN sales_engine_config c ON c.tenant_id = m.tenant_id
     WHERE m.tenant_id = $1 AND m.is_active AND NOT EXISTS (SELECT 1 FROM health_states h WHERE h.tenant_id = m.tenant_id
         AND h.state <> 'healthy' AND h.state <> 'watch' AND h.scope_id IN (m.id, m.sending_domain_id, m.provider_connection_id))
       AND (SELECT count(*) FROM outreach_emails e JOIN mailboxes own ON own.id = e.mailbox_id AND own.sending_domain_id = m.sending_domain_id
         WHERE e.tenant_id = m.tenant_id AND e.status <> 'cancelled'
         AND (e.scheduled_at AT TIME ZONE c.send_timezone)::date = ($2::timestamptz AT TIME ZONE c.send_timezone)::date) = 0`,
    [tenantId, new Date(now)],
  );
  return (rows[0]?.free ?? 0) > 0;
}
