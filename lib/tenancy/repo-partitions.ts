import type { Database } from "#lib/db/types.ts";

/** Upkeep of what belongs to all tenants or to none: month partitions of events. See across-tenants.ts. */
type Across = Pick<Database, "acrossTenants">;
type Range = { from: Date; until: Date };

const timeoutMs = 120_000;

export type DefaultTended = { moved: number; deleted: number; remaining: number };

/** Moves what lies in the default partition to its months (from `keepFrom` up to `until`), deletes at most `batch` older rows. */
export async function tendDefaultPartition(
  db: Across,
  { keepFrom, until, batch }: { keepFrom: Date; until: Date; batch: number },
): Promise<DefaultTended> {
  const [row] = await db.acrossTenants(
    async (tx) => {
      // The lock before the first look at what is there: a look that waited would still see nothing.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('ensure_email_event_partitions'))::text`;
      return tx.$queryRaw<DefaultTended[]>`
        SELECT moved::int, deleted::int, remaining::int
        FROM tend_email_event_default(${keepFrom}::timestamptz, ${until}::timestamptz, ${batch}::int)`;
    },
    { timeoutMs },
  );
  return row as DefaultTended;
}

/** Tenants and metrics of a month whose events are not all in the days: what must be rolled up before the month may go. */
export async function countUnrolled(db: Across, month: Range): Promise<number> {
  const rows = await db.acrossTenants(
    (tx) => tx.$queryRaw<{ n: number }[]>`
      WITH events AS (
        SELECT tenant_id, metric, count(*) AS n FROM email_events
        WHERE metric IS NOT NULL AND occurred_at >= ${month.from}::timestamptz AND occurred_at < ${month.until}::timestamptz
        GROUP BY 1, 2
      ), days AS (
        SELECT tenant_id, sum(delivered) AS delivered, sum(bounced) AS bounced, sum(complained) AS complained, sum(opened) AS opened,
          sum(clicked) AS clicked, sum(blocked) AS blocked
        FROM reputation_days
        WHERE scope_index = 0 AND recipient_provider = 'all' AND tenant_id IN (SELECT tenant_id FROM events)
          AND day >= ${month.from}::date - 1 AND day <= ${month.until}::date
        GROUP BY 1
      )
      SELECT count(*)::int AS n FROM events e
      LEFT JOIN reputation_roll_ups r USING (tenant_id) LEFT JOIN days d USING (tenant_id)
      WHERE r.rolled_to IS NULL OR r.rolled_to < extract(epoch FROM ${month.until}::timestamptz) / 3600
        OR e.n > coalesce(CASE e.metric WHEN 1 THEN d.delivered WHEN 2 THEN d.bounced WHEN 3 THEN d.complained WHEN 4 THEN d.opened
          WHEN 5 THEN d.clicked ELSE d.blocked END, 0)`,
    { timeoutMs },
  );
  return rows[0]?.n ?? 0;
}

/** Takes the month that begins then away with its events; false when there is none. @throws while writers keep the table for 2 s */
export async function dropPartition(db: Across, from: Date): Promise<boolean> {
  const rows = await db.acrossTenants(
    (tx) => tx.$queryRaw<{ dropped: boolean }[]>`SELECT drop_email_event_partition(${from}::timestamptz) AS dropped`,
  );
  return rows[0]?.dropped ?? false;
}

/** Empties the payloads of a month's next events in order of id; null when there are no more. */
export async function clearPayloads(
  db: Across,
  month: Range,
  page: { after: string; limit: number },
): Promise<{ last: string; cleared: number } | null> {
  const rows = await db.acrossTenants(
    (tx) => tx.$queryRaw<{ id: string }[]>`
      WITH page AS MATERIALIZED (
        SELECT id, occurred_at FROM email_events
        WHERE occurred_at >= ${month.from}::timestamptz AND occurred_at < ${month.until}::timestamptz
          AND id > ${page.after}::uuid AND payload <> '{}'
        ORDER BY id LIMIT ${page.limit}::int
      )
      UPDATE email_events e SET payload = '{}' FROM page
      WHERE e.id = page.id AND e.occurred_at = page.occurred_at
        AND e.occurred_at >= ${month.from}::timestamptz AND e.occurred_at < ${month.until}::timestamptz
      RETURNING e.id`,
    { timeoutMs },
  );
  const last = rows
    .map((row) => row.id)
    .sort()
    .at(-1);
  return last === undefined ? null : { last, cleared: rows.length };
}
