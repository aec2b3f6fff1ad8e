import type { Tx } from "#lib/db/types.ts";

/**
 * Takes the tenant's booking gate shared, reads the generation as it stands and marks the hours dirty: one statement. The gate is
 * fair (a rebuild waiting for it is not starved by writers); FOR SHARE makes the generation the newest one. A mark's age counts from
 * here, not from the start of the transaction: how long it waited is no sign that its writer is gone.
 * Null when the tenant has no generation row yet.
 */
export async function insertMarks(
  tx: Tx,
  mark: { tenantId: string; operationId: string; epochHours: number[] },
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ generation: number }[]>`
    WITH gate AS MATERIALIZED (
      SELECT pg_advisory_xact_lock_shared(hashtextextended('reputation:' || ${mark.tenantId}::text, 0))::text AS taken
    ), current AS (
      SELECT g.generation FROM reputation_generations g, gate WHERE g.tenant_id = (SELECT ${mark.tenantId}::uuid) FOR SHARE OF g
    ), marks AS (
      INSERT INTO reputation_dirty (tenant_id, operation_id, epoch_hour, created_at)
      SELECT ${mark.tenantId}::uuid, ${mark.operationId}::uuid, hour, clock_timestamp() FROM current, unnest(${mark.epochHours}::int[]) AS hour
    )
    SELECT generation FROM current`;
  return rows[0]?.generation ?? null;
}

export async function ensureGeneration(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO reputation_generations (tenant_id) VALUES (${tenantId}::uuid) ON CONFLICT DO NOTHING`;
}

/** Marks that no writer will take away: the hours are recounted before the next read. */
export async function insertFailedMarks(tx: Tx, tenantId: string, epochHours: number[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reputation_dirty (tenant_id, operation_id, epoch_hour, failed)
    SELECT ${tenantId}::uuid, uuidv7(), hour, true FROM unnest(${epochHours}::int[]) AS hour`;
}

/** Without waiting for the disk: marks that a crash of Postgres brings back cost a recount and nothing else. */
export async function deleteOperationMarks(tx: Tx, tenantId: string, operationId: string): Promise<void> {
  await tx.$executeRaw`
    WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    DELETE FROM reputation_dirty USING unhurried
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND operation_id = ${operationId}::uuid`;
}

export async function failOperationMarks(tx: Tx, tenantId: string, operationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE reputation_dirty SET failed = true
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND operation_id = ${operationId}::uuid`;
}

/**
 * Keeps every writer out until the transaction ends and answers the generation. Gives up after half a second (error 55P03), so that
 * it is the rebuild and never a writer that yields in a deadlock.
 */
export async function lockGeneration(tx: Tx, tenantId: string): Promise<number> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', '500ms', true)`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reputation:' || ${tenantId}::text, 0))`;
  const rows = await tx.$queryRaw<{ generation: number }[]>`
    SELECT generation FROM reputation_generations WHERE tenant_id = ${tenantId}::uuid FOR UPDATE`;
  await tx.$executeRaw`SELECT set_config('lock_timeout', '0', true)`;
  const row = rows[0];
  if (!row) throw new Error("the tenant has no reputation generation");
  return row.generation;
}

/** The generation as it is committed; null when the tenant has none yet. */
export async function readStoredGeneration(tx: Tx, tenantId: string): Promise<number | null> {
  const row = await tx.reputationGeneration.findUnique({ where: { tenant_id: tenantId } });
  return row?.generation ?? null;
}

export type Mark = { id: string; epoch_hour: number };

export async function listMarks(tx: Tx, tenantId: string): Promise<Mark[]> {
  return tx.$queryRaw<Mark[]>`SELECT id, epoch_hour FROM reputation_dirty WHERE tenant_id = ${tenantId}::uuid`;
}

/** Names the new generation and takes away the marks that were recounted, and no others. */
export async function closeRecount(tx: Tx, tenantId: string, generation: number, markIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE reputation_generations SET generation = ${generation}::int WHERE tenant_id = ${tenantId}::uuid`;
  if (markIds.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM reputation_dirty WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${markIds}::uuid[])`;
}

export type ReadFacts = {
  generation: number | null;
  /** a mark has failed, or its writer has not come back for 5 seconds */
  needs_recount: boolean;
  last_scope: number;
  /** scopes with a message in the window whose opens could not be measured */
  untracked: number[];
};

/** What a reader must know of Postgres, in one statement. `since`: start of the window. */
export async function loadReadFacts(tx: Tx, tenantId: string, since: Date): Promise<ReadFacts> {
  const rows = await tx.$queryRaw<ReadFacts[]>`
    SELECT (SELECT generation FROM reputation_generations WHERE tenant_id = ${tenantId}::uuid) AS generation,
      EXISTS (SELECT 1 FROM reputation_dirty WHERE tenant_id = ${tenantId}::uuid
        AND (failed OR created_at < now() - interval '5 seconds')) AS needs_recount,
      coalesce((SELECT max(scope_index) FROM reputation_scopes WHERE tenant_id = ${tenantId}::uuid), 0) AS last_scope,
      ARRAY(SELECT DISTINCT scope FROM outreach_emails e
        CROSS JOIN LATERAL (VALUES (0), (e.mailbox_scope), (e.domain_scope), (e.connection_scope)) AS scopes (scope)
        WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${since}::timestamptz AND NOT e.open_tracked
          AND e.direction = 'outbound' AND scope IS NOT NULL) AS untracked`;
  return rows[0] as ReadFacts;
}
