import type { CampaignView } from "#lib/campaigns/contract.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";
import { filterByArrival, filterCondition, type ProspectFilter } from "./prospect-filter.ts";
import { inOrder, isByArrival, type Lane, lanesOf, momentOf, orderOf, type PageEnd } from "./prospect-order.ts";
import type { ProspectSort, Standing } from "./types.ts";

export type ProspectRow = {
  id: string;
  name: string | null;
  company: string | null;
  email: string | null;
  trade_type: string | null;
  city: string | null;
  state_code: string | null;
  status: string;
  outreach_sequence_step: number;
  re_contact_cycle: number;
  next_send_at: Date | null;
  hold_reason: string | null;
  last_email_sent_at: Date | null;
  campaign_id: string | null;
  owner_id: string | null;
  email_open_count: number;
  total_emails_sent: number;
  created_at: Date;
  outreach_id: string;
  zip: string | null;
  /** why planning passed it over last time */
  passed_over_for: string | null;
};

const listed = Prisma.sql`p.id, p.name, p.company, p.email, p.trade_type, p.city, p.state_code, o.status, o.outreach_sequence_step::int,
  o.re_contact_cycle::int, o.next_send_at, o.hold_reason, o.last_email_sent_at, o.campaign_id, p.owner_id, o.email_open_count, o.total_emails_sent,
  p.created_at, o.id AS outreach_id, p.zip,
  CASE WHEN o.last_decision->>'kind' = 'none' THEN o.last_decision->>'reason' END AS passed_over_for`;

export type Asked = { tenantId: string; filter: ProspectFilter; now: Date };

type PageAsked = { limit: number; sort: ProspectSort; end: PageEnd | null };

/** In the order that is asked for, after where the page before ended. */
export async function listProspectRows(tx: Tx, asked: Asked, page: PageAsked): Promise<ProspectRow[]> {
  const { tenantId, filter, now } = asked;
  const lanes = lanesOf(tenantId, page.sort, filter);
  if (lanes) return listByLanes(tx, asked, page, lanes);
  const { after, by } = orderOf(page.sort, page.end);
  const conditionOf = isByArrival(page.sort) ? filterByArrival : filterCondition;
  return tx.$queryRaw`
    SELECT ${listed} FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    WHERE ${conditionOf(tenantId, filter, now)} ${after} ORDER BY ${by} LIMIT ${page.limit}`;
}

/** The first rows of each lane, in the order of all: as many range scans as there are lanes, however many prospects. */
async function listByLanes(
  tx: Tx,
  { tenantId, filter, now }: Asked,
  { limit, sort, end }: PageAsked,
  lanes: readonly Lane[],
): Promise<ProspectRow[]> {
  const { after, by } = orderOf(sort, end);
  const ofLane = ({ from, condition }: Lane) => Prisma.sql`
    (SELECT first_rows.* FROM ${from} CROSS JOIN LATERAL (
      SELECT o.id, ${momentOf(sort)} AS at FROM prospects p JOIN outreach o ON o.prospect_id = p.id
      WHERE ${filterCondition(tenantId, filter, now)} AND ${condition} ${after} ORDER BY ${by} LIMIT ${limit}) AS first_rows)`;
  const order = inOrder(sort, Prisma.sql`page.at`, Prisma.sql`page.id`);
  return tx.$queryRaw`
    SELECT ${listed} FROM (
      SELECT * FROM (${Prisma.join(lanes.map(ofLane), " UNION ALL ")}) AS page ORDER BY ${order} LIMIT ${limit}) AS page
    JOIN outreach o ON o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = page.id JOIN prospects p ON p.id = o.prospect_id
    ORDER BY ${order}`;
}

/** How many fit, counting at most `most` of them. */
export async function countProspectRows(tx: Tx, { tenantId, filter, now }: Asked, most: number): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM prospects p JOIN outreach o ON o.prospect_id = p.id WHERE ${filterCondition(tenantId, filter, now)} LIMIT ${most}) counted`;
  return rows[0]?.n ?? 0;
}

/** What a bulk action goes by, of prospects that fit, newest first, `most` of them. */
export async function listStandings(tx: Tx, { tenantId, filter, now }: Asked, most: number): Promise<Standing[]> {
  return tx.$queryRaw`
    SELECT p.id, p.email, p.email_key, p.owner_id, o.campaign_id, o.status, o.outreach_sequence_step::int, o.hold_reason
    FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    WHERE ${filterByArrival(tenantId, filter, now)} ORDER BY p.id DESC LIMIT ${most}`;
}

/** What prospects are called, by id. */
export async function listCalled(tx: Tx, tenantId: string, ids: readonly string[]) {
  const select = { id: true, name: true, company: true, email: true };
  const rows = await tx.prospect.findMany({ where: { tenant_id: tenantId, id: { in: [...ids] } }, select });
  return new Map(rows.map(({ id, ...called }) => [id, called]));
}

export async function findProspectWithOutreach(tx: Tx, tenantId: string, prospectId: string) {
  return ofTenant(tenantId, tx.prospect.findUnique({ where: { id: prospectId }, include: { outreach: true } }));
}

export type CampaignOf = { id: string; name: string; status: CampaignView["status"] };

/** What a prospect's campaign is called, and whether it sends. */
export async function findCampaignOf(tx: Tx, tenantId: string, id: string | null): Promise<CampaignOf | null> {
  if (id === null) return null;
  const select = { id: true, name: true, status: true };
  return tx.campaign.findFirst({ where: { tenant_id: tenantId, id }, select }) as Promise<CampaignOf | null>;
}
