import type { Tx } from "#lib/db/types.ts";

export type QueueRow = { status: string; messages: number; oldest_seconds: number };

/** Messages that are on their way, of all tenants, and by how long the first of them is overdue: the partial index of open rows alone. */
export async function countQueue(tx: Tx, now: Date): Promise<QueueRow[]> {
  return tx.$queryRaw<QueueRow[]>`
    SELECT status, count(*)::int AS messages,
      greatest(0, extract(epoch FROM ${now}::timestamptz - min(scheduled_at)))::float8 AS oldest_seconds
    FROM outreach_emails WHERE status IN ('queued', 'claimed', 'sending') GROUP BY status`;
}

export async function countHealthStates(tx: Tx): Promise<{ scope: string; state: string; scopes: number }[]> {
  return tx.$queryRaw`
    SELECT scope_kind AS scope, state, count(*)::int AS scopes FROM health_states GROUP BY scope_kind, state`;
}

/** Events whose message is not known yet and that are still tried again. `since`: older ones are given up. */
export async function countParkedEvents(tx: Tx, since: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ events: number }[]>`
    SELECT count(*)::int AS events FROM email_events
    WHERE outreach_email_id IS NULL AND received_at >= ${since}::timestamptz
      AND occurred_at >= ${since}::timestamptz - interval '2 days'`;
  return rows[0]?.events ?? 0;
}

export async function countReputationMarks(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ marks: number }[]>`SELECT count(*)::int AS marks FROM reputation_dirty`;
  return rows[0]?.marks ?? 0;
}

/** Prospects in a sequence without a next send, by why: one pass over the prospects as they are now, none over their past. */
export async function countHeld(tx: Tx): Promise<{ reason: string; prospects: number }[]> {
  return tx.$queryRaw`
    SELECT hold_reason AS reason, count(*)::int AS prospects FROM outreach
    WHERE status IN ('cold', 'contacted') AND hold_reason IS NOT NULL GROUP BY hold_reason`;
}
