import type { Tx } from "#lib/db/types.ts";

type Quarantined = { count: number; newest_at: Date | null; newest_reason: string | null };

/** Provider events set aside since then, counted up to `limit`; ids are uuid v7, so their index is one of time. */
export async function countQuarantined(tx: Tx, tenantId: string, since: Date, limit: number): Promise<Quarantined> {
  const rows = await tx.$queryRaw<Quarantined[]>`
    SELECT count(*)::int AS count, max(received_at) AS newest_at, (array_agg(reason ORDER BY received_at DESC))[1] AS newest_reason
    FROM (SELECT received_at, reason FROM quarantined_events WHERE tenant_id = ${tenantId}::uuid
      ORDER BY id DESC LIMIT ${limit}) newest
    WHERE received_at >= ${since}::timestamptz`;
  return rows[0] ?? { count: 0, newest_at: null, newest_reason: null };
}

/** Messages that only a person can settle, as the queue lists them; a partial index holds exactly those. */
export async function countUnknown(tx: Tx, tenantId: string): Promise<number> {
  return tx.outreachEmail.count({
    where: { tenant_id: tenantId, status: "unknown", direction: "outbound", kind: { in: ["sequence", "winback"] } },
  });
}

/** When the job runner last began a run of this job; null when it never did. */
export async function lastBegun(tx: Tx, tenantId: string, functionId: string): Promise<Date | null> {
  const row = await tx.jobRun.findFirst({
    where: { tenant_id: tenantId, function_id: functionId, started_at: { not: null } },
    orderBy: { id: "desc" },
    select: { started_at: true },
  });
  return row?.started_at ?? null;
}

export type PausedCount = { scope_kind: string; is_by_person: boolean; count: number };

/** How many places in use stand paused, by kind and by whether a person did it. */
export async function countPaused(tx: Tx, tenantId: string): Promise<PausedCount[]> {
  return tx.$queryRaw`
    SELECT h.scope_kind, COALESCE(h.reason = 'paused_by_person', false) AS is_by_person, count(*)::int AS count
    FROM health_states h
    LEFT JOIN sending_domains d ON h.scope_kind = 'domain' AND d.id = h.scope_id AND d.archived_at IS NULL
    LEFT JOIN mailboxes m ON h.scope_kind = 'mailbox' AND m.id = h.scope_id AND m.archived_at IS NULL
    LEFT JOIN provider_connections c ON h.scope_kind = 'connection' AND c.id = h.scope_id AND c.archived_at IS NULL
    WHERE h.tenant_id = ${tenantId}::uuid AND h.state = 'paused' AND COALESCE(d.id, m.id, c.id) IS NOT NULL
    GROUP BY 1, 2`;
}
