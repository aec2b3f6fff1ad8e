import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { exclusion, isUnhindered } from "./silence.ts";
import { highestCycle } from "./thresholds.ts";

export type PersonRow = {
  outreach_id: string;
  prospect_id: string;
  name: string | null;
  company: string | null;
  email: string | null;
  re_contact_cycle: number;
  last_email_sent_at: Date;
};

/** Who has rested: last message at or before `cutoff`, in a cycle that has a next one under `maxCycles`. */
export type RestedUnder = { maxCycles: number; cutoff: Date };

export type PeopleQuery = RestedUnder & {
  tenantId: string;
  /** in which of these statuses they are */
  statuses: readonly string[];
  /** null: those who return; else those who do not, for this reason */
  reason: string | null;
  /** those who return under these are left out */
  beyond?: RestedUnder;
};

export type After = { sentAt: string; id: string } | null;

/** Rested prospects, oldest last message first, as the run takes them: a merge of one index range a status and cycle. */
export async function listRested(tx: Tx, query: PeopleQuery, after: After, limit: number): Promise<PersonRow[]> {
  const { tenantId, maxCycles, cutoff, statuses, reason, beyond } = query;
  const belongs =
    reason === null
      ? Prisma.sql`o.re_contact_cycle < ${maxCycles}::int AND ${isUnhindered} ${beyond ? isBeyond(beyond) : Prisma.empty}`
      : Prisma.sql`${exclusion(maxCycles)} = ${reason}`;
  const behind = after
    ? Prisma.sql`AND o.last_email_sent_at >= ${after.sentAt}::timestamptz AND (o.last_email_sent_at, o.id) > (${after.sentAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  return tx.$queryRaw`
    SELECT found.* FROM unnest(${statuses}::text[]) AS wanted (status) CROSS JOIN generate_series(0, ${highestCycle}::int) AS cycle
    CROSS JOIN LATERAL (
      SELECT o.id AS outreach_id, o.prospect_id, p.name, p.company, p.email, o.re_contact_cycle::int, o.last_email_sent_at
      FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
      WHERE o.tenant_id = ${tenantId}::uuid AND o.status = wanted.status AND o.re_contact_cycle = cycle
        AND o.last_email_sent_at <= ${cutoff}::timestamptz ${behind} AND ${belongs}
      ORDER BY o.last_email_sent_at, o.id LIMIT ${limit}::int) AS found
    ORDER BY found.last_email_sent_at, found.outreach_id LIMIT ${limit}::int`;
}

/** How many return under `query` and not under `other`. */
export async function countRestedBeyond(
  tx: Tx,
  tenantId: string,
  query: RestedUnder,
  other: RestedUnder,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM generate_series(0, ${query.maxCycles}::int - 1) AS cycle
    JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.status IN ('contacted', 'exhausted') AND o.re_contact_cycle = cycle
      AND o.last_email_sent_at <= ${query.cutoff}::timestamptz
    JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE ${isUnhindered} ${isBeyond(other)}`;
  return row?.count ?? 0;
}

const isBeyond = ({ maxCycles, cutoff }: RestedUnder) =>
  Prisma.sql`AND NOT (o.re_contact_cycle < ${maxCycles}::int AND o.last_email_sent_at <= ${cutoff}::timestamptz)`;
