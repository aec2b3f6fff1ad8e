import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { filterCondition, type ProspectFilter } from "./prospect-filter.ts";

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
  created_at: Date;
};

const listed = Prisma.sql`p.id, p.name, p.company, p.email, p.trade_type, p.city, p.state_code, o.status, o.outreach_sequence_step::int,
  o.re_contact_cycle::int, o.next_send_at, o.hold_reason, o.last_email_sent_at, o.campaign_id, p.created_at`;

/** Newest first; `before` is the last id of the page before. */
export async function listProspectRows(
  tx: Tx,
  tenantId: string,
  filter: ProspectFilter,
  limit: number,
  before: string | null,
): Promise<ProspectRow[]> {
  const page = before ? Prisma.sql`AND p.id < ${before}::uuid` : Prisma.empty;
  return tx.$queryRaw`
    SELECT ${listed} FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    WHERE ${filterCondition(tenantId, filter)} ${page} ORDER BY p.id DESC LIMIT ${limit}`;
}

/** How many fit, counting at most `most` of them. */
export async function countProspectRows(
  tx: Tx,
  tenantId: string,
  filter: ProspectFilter,
  most: number,
): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM prospects p JOIN outreach o ON o.prospect_id = p.id WHERE ${filterCondition(tenantId, filter)} LIMIT ${most}) counted`;
  return rows[0]?.n ?? 0;
}

export async function findProspectWithOutreach(tx: Tx, prospectId: string) {
  return tx.prospect.findUnique({ where: { id: prospectId }, include: { outreach: true } });
}
