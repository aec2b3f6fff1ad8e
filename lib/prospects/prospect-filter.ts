import { Prisma } from "#lib/db/generated/client.ts";
import { likeLiteral } from "#lib/db/like-literal.ts";

export type ProspectFilter = {
  q?: string;
  status?: string;
  hold_reason?: string;
  passed_over_for?: string;
  campaign_id?: string;
  owner_id?: string;
  step?: number;
  cycle?: number;
  state_code?: string;
  trade_type?: string;
  cooldown?: "running" | "over";
  /** ids of all whom `q` or `passed_over_for` may fit, where they were looked up (repo-search.ts) */
  among?: readonly string[];
};

/** Which prospects a count is about at `now`, or a list in an order of outreach. Needs `prospects p` and `outreach o`. */
export function filterCondition(tenantId: string, filter: ProspectFilter, now: Date): Prisma.Sql {
  // Those named by their ids are found by them, and the tenant is hidden, whatever the order.
  if (filter.among) return filterByArrival(tenantId, filter, now);
  return Prisma.sql`p.tenant_id = ${tenantId}::uuid AND ${conditionBeside(tenantId, filter, now)}`;
}

/**
 * The same for a list or an export in the order of arrival. The planner is not told how many prospects are the tenant's (ADR 0024), or it would go
 * through the newest of all tenants to find those of one.
 */
export function filterByArrival(tenantId: string, filter: ProspectFilter, now: Date): Prisma.Sql {
  return Prisma.sql`p.tenant_id = (SELECT ${tenantId}::uuid) AND ${conditionBeside(tenantId, filter, now)}`;
}

function conditionBeside(tenantId: string, filter: ProspectFilter, now: Date): Prisma.Sql {
  const { status, hold_reason, campaign_id, owner_id, step, cycle, state_code, trade_type } = filter;
  const parts = [
    filter.among ? Prisma.sql`o.tenant_id = (SELECT ${tenantId}::uuid)` : Prisma.sql`o.tenant_id = ${tenantId}::uuid`,
  ];
  if (status) parts.push(Prisma.sql`o.status = ${status}`);
  if (hold_reason) parts.push(Prisma.sql`o.hold_reason = ${hold_reason}`);
  if (filter.passed_over_for) parts.push(isPassedOverFor(filter.passed_over_for));
  if (campaign_id) parts.push(Prisma.sql`o.campaign_id = ${campaign_id}::uuid`);
  if (owner_id) parts.push(Prisma.sql`p.owner_id = ${owner_id}::uuid`);
  if (step !== undefined) parts.push(Prisma.sql`o.outreach_sequence_step = ${step}::smallint`);
  if (cycle !== undefined) parts.push(Prisma.sql`o.re_contact_cycle = ${cycle}::smallint`);
  if (state_code) parts.push(Prisma.sql`p.state_code = ${state_code}`);
  if (trade_type) parts.push(Prisma.sql`p.trade_type = ${trade_type}`);
  if (filter.cooldown) parts.push(cooldownCondition(tenantId, filter.cooldown, now));
  if (filter.among) parts.push(Prisma.sql`p.id = ANY (${filter.among}::uuid[])`);
  if (filter.q) {
    const pattern = `%${likeLiteral(filter.q)}%`;
    // Within COALESCE the planner takes it to be true of half of all, so that it goes through prospects in the order asked for; by itself it
    // takes it to be true of hardly any, and would read all of a tenant to sort those it finds.
    parts.push(
      Prisma.sql`COALESCE(p.email ILIKE ${pattern} OR p.company ILIKE ${pattern} OR p.name ILIKE ${pattern}, false)`,
    );
  }
  return Prisma.join(parts, " AND ");
}

/** Put off by planning for this reason, and not looked at since. Needs `outreach o`, of which an index holds all that were put off. */
export function isPassedOverFor(reason: string): Prisma.Sql {
  return Prisma.sql`o.last_decision IS NOT NULL AND o.next_send_at IS NOT NULL AND o.last_decision->>'kind' = 'none'
    AND o.last_decision->>'reason' = ${reason}`;
}

/** By the last email of those who were written to and may be again (SPEC §9). */
function cooldownCondition(tenantId: string, cooldown: "running" | "over", now: Date): Prisma.Sql {
  const cooledBefore = Prisma.sql`${now}::timestamptz - (
    SELECT make_interval(days => c.recontact_cooldown_days::int) FROM sales_engine_config c WHERE c.tenant_id = ${tenantId}::uuid)`;
  return cooldown === "over"
    ? Prisma.sql`o.status = 'contacted' AND o.last_email_sent_at <= ${cooledBefore}`
    : Prisma.sql`o.status = 'contacted' AND o.last_email_sent_at > ${cooledBefore}`;
}
