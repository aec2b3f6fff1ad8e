import { Prisma } from "#lib/db/generated/client.ts";
import type { Hindrance } from "./types.ts";

/**
 * What keeps a rested prospect from coming back, in the order in which it is told. One list serves the reset, the figures and the
 * explanation, so they cannot disagree. Needs `outreach o` and `prospects p`.
 */
const hindrances: readonly (readonly [Hindrance, Prisma.Sql])[] = [
  ["replied", Prisma.sql`o.last_email_replied_at IS NOT NULL`],
  ["unsubscribed", Prisma.sql`o.email_unsubscribed`],
  ["replied", Prisma.sql`COALESCE(o.hold_reason, '') = 'replied'`],
  ["suppressed", Prisma.sql`COALESCE(o.hold_reason, '') = 'suppressed'`],
  ["manual_stop", Prisma.sql`COALESCE(o.hold_reason, '') = 'manual_stop'`],
  ["out_of_office", Prisma.sql`COALESCE(o.hold_reason, '') = 'out_of_office'`],
  ["no_address", Prisma.sql`p.email_key IS NULL`],
  ["invalid_address", Prisma.sql`p.email_verified IS FALSE`],
  [
    "suppressed",
    Prisma.sql`EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = o.tenant_id AND s.kind = 'email' AND s.value = p.email_key)`,
  ],
  [
    "suppressed",
    Prisma.sql`EXISTS (SELECT 1 FROM suppressions s
      WHERE s.tenant_id = o.tenant_id AND s.kind = 'domain' AND s.value = split_part(p.email_key, '@', 2))`,
  ],
  [
    "send_under_way",
    Prisma.sql`EXISTS (SELECT 1 FROM outreach_emails e
      WHERE e.tenant_id = o.tenant_id AND e.outreach_id = o.id AND e.status IN ('queued', 'claimed', 'sending'))`,
  ],
];

/** Nothing keeps the prospect from coming back. */
export const isUnhindered = Prisma.join(
  [Prisma.sql`o.outreach_sequence_step >= 1`, ...hindrances.map(([, condition]) => Prisma.sql`NOT ${condition}`)],
  " AND ",
);

const firstHindrance = Prisma.join(
  hindrances.map(([code, condition]) => Prisma.sql`WHEN ${condition} THEN ${code}`),
  " ",
);

/**
 * Why a rested prospect does not come back with `maxCycles` cycles: its status where that ended the sequence, `cycles_over`, or the first
 * hindrance; NULL for those who return.
 */
export function exclusion(maxCycles: number): Prisma.Sql {
  return Prisma.sql`CASE WHEN o.status NOT IN ('contacted', 'exhausted') THEN o.status
    ${firstHindrance} WHEN o.re_contact_cycle >= ${maxCycles}::int THEN 'cycles_over' END`;
}
