import type { Tx } from "#lib/db/types.ts";

/** Names of the event table's partitions; the catalog is open to everybody. */
export async function listPartitions(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'email_events'::regclass ORDER BY 1`;
  return rows.map((row) => row.name);
}

type Limits = { before: Date; limit: number };

/** Runs of before then, oldest first; the newest of each job stays: it is what the jobs page shows. */
export async function deleteOldRuns(
  tx: Tx,
  tenantId: string,
  { before, limit, functionIds }: Limits & { functionIds: readonly string[] },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) AND created_at < ${before}::timestamptz
      AND id IN (SELECT id FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) ORDER BY id LIMIT ${limit}::int)
      AND id NOT IN (
        SELECT newest.id FROM unnest(${[...functionIds]}::text[]) AS f (function_id) CROSS JOIN LATERAL (
          SELECT id FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) AND function_id = f.function_id ORDER BY id DESC LIMIT 1
        ) newest)`;
}

export async function deleteOldQuarantined(tx: Tx, tenantId: string, { before, limit }: Limits): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM quarantined_events WHERE tenant_id = ${tenantId}::uuid AND received_at < ${before}::timestamptz
      AND id IN (SELECT id FROM quarantined_events WHERE tenant_id = ${tenantId}::uuid ORDER BY id LIMIT ${limit}::int)`;
}

/** Rows of imports that ended before then. */
export async function deleteOldImportRows(tx: Tx, tenantId: string, { before, limit }: Limits): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM import_rows WHERE tenant_id = ${tenantId}::uuid AND (import_id, row_number) IN (
      SELECT r.import_id, r.row_number FROM imports i CROSS JOIN LATERAL (
        SELECT import_id, row_number FROM import_rows WHERE import_id = i.id ORDER BY row_number LIMIT ${limit}::int
      ) r
      WHERE i.tenant_id = ${tenantId}::uuid AND i.finished_at < ${before}::timestamptz LIMIT ${limit}::int)`;
}

export async function deleteOldCapacity(tx: Tx, tenantId: string, { before, limit }: Limits): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM capacity_days WHERE tenant_id = (SELECT ${tenantId}::uuid) AND ctid IN (
      SELECT ctid FROM capacity_days WHERE tenant_id = (SELECT ${tenantId}::uuid) AND day < ${before}::date LIMIT ${limit}::int)`;
}

export async function deleteOldAnswers(tx: Tx, tenantId: string, { before, limit }: Limits): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM idempotency_keys WHERE tenant_id = (SELECT ${tenantId}::uuid) AND ctid IN (
      SELECT ctid FROM idempotency_keys WHERE tenant_id = (SELECT ${tenantId}::uuid) AND created_at < ${before}::timestamptz
      LIMIT ${limit}::int)`;
}

type HourLimits = { beforeHour: number; limit: number };

/** Hours before this one: their days stay. */
export async function deleteOldHours(tx: Tx, tenantId: string, { beforeHour, limit }: HourLimits): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM reputation_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND ctid IN (
      SELECT ctid FROM reputation_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND epoch_hour < ${beforeHour}::int LIMIT ${limit}::int)`;
}

export async function deleteOldProviderHours(
  tx: Tx,
  tenantId: string,
  { beforeHour, limit }: HourLimits,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM reputation_provider_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND ctid IN (
      SELECT ctid FROM reputation_provider_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND epoch_hour < ${beforeHour}::int
      LIMIT ${limit}::int)`;
}
