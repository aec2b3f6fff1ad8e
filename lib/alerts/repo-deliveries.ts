import type { Tx } from "#lib/db/types.ts";

export type DeliveryRow = Awaited<ReturnType<Tx["alertDelivery"]["findFirstOrThrow"]>>;

export type NewDelivery = {
  tenant_id: string;
  alert_id: string | null;
  channel: "webhook" | "email";
  target_id: string;
  event: string;
  payload: object;
  next_attempt_at: Date;
  created_at: Date;
  attempts?: number;
  attempted_at?: Date;
};

export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[]): Promise<DeliveryRow[]> {
  if (rows.length === 0) return [];
  return tx.alertDelivery.createManyAndReturn({ data: [...rows] });
}

/** Which of these people have a digest of this day in the outbox already. */
export async function selectDigestReaders(
  tx: Tx,
  tenantId: string,
  day: Date,
  recipientIds: string[],
): Promise<Set<string>> {
  const where = { tenant_id: tenantId, digest_day: day, target_id: { in: recipientIds } };
  const rows = await tx.alertDelivery.findMany({ where, select: { target_id: true } });
  return new Set(rows.map((row) => row.target_id));
}

type DigestRow = Omit<NewDelivery, "alert_id" | "channel" | "event"> & { digest_day: Date };

/** Puts digests into the outbox, but for who has one of that day already; answers how many. */
export async function insertDigests(tx: Tx, rows: readonly DigestRow[]): Promise<number> {
  const data = rows.map((row) => ({ ...row, alert_id: null, channel: "email", event: "digest" }));
  const { count } = await tx.alertDelivery.createMany({ data, skipDuplicates: true });
  return count;
}

type Claim = { now: Date; leaseUntil: Date; limit: number };

/** Takes due deliveries to endpoints: whoever else looks passes them over until the lease is over. */
export async function claimWebhookDeliveries(tx: Tx, tenantId: string, claim: Claim): Promise<DeliveryRow[]> {
  return tx.$queryRaw`
    UPDATE alert_deliveries SET attempts = attempts + 1, attempted_at = ${claim.now}::timestamptz, next_attempt_at = ${claim.leaseUntil}::timestamptz
    WHERE id IN (
      SELECT id FROM alert_deliveries WHERE tenant_id = ${tenantId}::uuid AND status = 'pending' AND channel = 'webhook'
        AND next_attempt_at <= ${claim.now}::timestamptz
      ORDER BY next_attempt_at, id LIMIT ${claim.limit}::int FOR UPDATE SKIP LOCKED
    ) RETURNING *`;
}

/** Takes due mails and, of the same recipients, everything that was never tried: it goes along in the same mail. */
export async function claimMailDeliveries(tx: Tx, tenantId: string, claim: Claim): Promise<DeliveryRow[]> {
  return tx.$queryRaw`
    UPDATE alert_deliveries SET attempts = attempts + 1, attempted_at = ${claim.now}::timestamptz, next_attempt_at = ${claim.leaseUntil}::timestamptz
    WHERE id IN (
      SELECT d.id FROM alert_deliveries d
      WHERE d.tenant_id = ${tenantId}::uuid AND d.status = 'pending' AND d.channel = 'email'
        AND (d.attempts = 0 OR d.next_attempt_at <= ${claim.now}::timestamptz)
        AND d.target_id IN (
          SELECT target_id FROM alert_deliveries WHERE tenant_id = ${tenantId}::uuid AND status = 'pending' AND channel = 'email'
            AND next_attempt_at <= ${claim.now}::timestamptz)
      ORDER BY d.id LIMIT ${claim.limit}::int FOR UPDATE SKIP LOCKED
    ) RETURNING *`;
}

export type AttemptResult = {
  status: "pending" | "delivered" | "failed" | "dropped";
  next_attempt_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  last_answer: string | null;
  last_duration_ms: number | null;
};

/** What came of an attempt, unless the delivery was ended meanwhile. */
export async function endAttempt(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  result: AttemptResult,
): Promise<void> {
  await tx.alertDelivery.updateMany({
    where: { tenant_id: tenantId, id: { in: [...ids] }, status: "pending" },
    data: result,
  });
}

/** Nothing that waits for this endpoint or recipient is tried any more. */
export async function dropDeliveries(tx: Tx, tenantId: string, targetId: string, why: string): Promise<void> {
  await tx.alertDelivery.updateMany({
    where: { tenant_id: tenantId, target_id: targetId, status: "pending" },
    data: { status: "dropped", next_attempt_at: null, last_error: why },
  });
}

/** Deliveries to one endpoint or recipient, newest first; `before` is the last id of the page before. */
export async function selectDeliveries(
  tx: Tx,
  tenantId: string,
  targetId: string,
  page: { before: string | null; limit: number },
): Promise<DeliveryRow[]> {
  return tx.alertDelivery.findMany({
    where: { tenant_id: tenantId, target_id: targetId, id: page.before === null ? undefined : { lt: page.before } },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function findDelivery(tx: Tx, tenantId: string, id: string): Promise<DeliveryRow> {
  return tx.alertDelivery.findFirstOrThrow({ where: { tenant_id: tenantId, id } });
}

/** Removes deliveries made before then that wait for nothing; answers how many. */
export async function deleteOldDeliveries(tx: Tx, tenantId: string, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM alert_deliveries WHERE id IN (
      SELECT id FROM alert_deliveries WHERE tenant_id = ${tenantId}::uuid AND status <> 'pending' AND created_at < ${before}::timestamptz
      LIMIT ${limit}::int)`;
}
