import type { Database } from "#lib/db/types.ts";

type Watched = { tenantId: string; isActive: boolean; lastBegunAt: Date | null; isTold: boolean };

/** Looks at the job runner are of one process at a time; longer than alerts of all tenants take. */
const timeoutMs = 60_000;

/**
 * Runs `work` with every tenant, the begin of its newest run of any job, and whether its alert of this key is open. Null, and `work` is
 * not run, while another process does the same.
 */
export function asOnlyWatcher<Result>(
  db: Pick<Database, "acrossTenants">,
  alertKey: string,
  work: (tenants: Watched[]) => Promise<Result>,
): Promise<Result | null> {
  return db.acrossTenants(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isHeld: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('job-runner-watch', 0)) AS "isHeld"`;
      if (!lock?.isHeld) return null;
      const tenants = await tx.$queryRaw<Watched[]>`
        SELECT t.id AS "tenantId", COALESCE(c.is_active, false) AS "isActive", r.started_at AS "lastBegunAt",
          EXISTS (SELECT FROM alerts a WHERE a.tenant_id = t.id AND a.key = ${alertKey} AND a.closed_at IS NULL) AS "isTold"
        FROM tenants t
        LEFT JOIN sales_engine_config c ON c.tenant_id = t.id
        LEFT JOIN LATERAL (
          SELECT started_at FROM job_runs WHERE tenant_id = t.id AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1
        ) r ON true
        ORDER BY t.id`;
      return work(tenants);
    },
    { timeoutMs },
  );
}
