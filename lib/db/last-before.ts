import { Prisma } from "./generated/client.ts";

/**
 * SQL: the message `e` is the last one that was sent to its prospect `o` at or before `moment`. What happened then (a reply, an
 * unsubscribe) counts for this message only, so that no sum over messages counts a prospect twice.
 */
export function isLastBefore(moment: Prisma.Sql): Prisma.Sql {
  // NULL would not end an AND: without the first test the ledger is searched for each message that nobody answered.
  return Prisma.sql`${moment} IS NOT NULL AND ${moment} >= e.sent_at AND NOT EXISTS (
        SELECT 1 FROM outreach_emails later WHERE later.tenant_id = e.tenant_id AND later.outreach_id = e.outreach_id
          AND later.direction = 'outbound' AND later.sent_at > e.sent_at AND later.sent_at <= ${moment})`;
}
