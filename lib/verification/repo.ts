import type { Tx } from "#lib/db/types.ts";

export type WaitingRow = { outreach_id: string; prospect_id: string; email: string };

/** Cold prospects that wait for verification, in order of id from `after` on. */
export async function listWaiting(
  tx: Tx,
  tenantId: string,
  page: { after: string; limit: number },
): Promise<WaitingRow[]> {
  return tx.$queryRaw`
    SELECT o.id AS outreach_id, p.id AS prospect_id, p.email FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.status = 'cold' AND o.hold_reason = 'awaiting_verification' AND p.email IS NOT NULL
      AND o.id > ${page.after}::uuid
    ORDER BY o.id LIMIT ${page.limit}::int`;
}

export type VerifiedWrite = { prospectId: string; outreachId: string; email: string; isVerified: boolean | null };

/** Notes what was found out about addresses that are still the prospects'. Returns the outreach that it concerns. */
export async function writeVerified(
  tx: Tx,
  tenantId: string,
  writes: readonly VerifiedWrite[],
  now: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ outreach_id: string }[]>`
    UPDATE prospects p SET email_verified = w.is_verified, verified_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    FROM unnest(${writes.map((w) => w.prospectId)}::uuid[], ${writes.map((w) => w.outreachId)}::uuid[],
      ${writes.map((w) => w.email)}::text[], ${writes.map((w) => w.isVerified)}::boolean[]) AS w (id, outreach_id, email, is_verified)
    WHERE p.tenant_id = (SELECT ${tenantId}::uuid) AND p.id = w.id AND p.email = w.email
    RETURNING w.outreach_id`;
  return rows.map((row) => row.outreach_id);
}

/** Prospects whose address takes no mail leave the sequence until they have another one; the reason stays readable. */
export async function setAside(
  tx: Tx,
  tenantId: string,
  invalid: readonly { outreachId: string; reason: string }[],
  now: Date,
): Promise<void> {
  if (invalid.length === 0) return;
  await tx.$executeRaw`
    UPDATE outreach o SET status = 'no_verified_email', next_send_at = NULL, hold_reason = NULL, updated_at = ${now}::timestamptz,
      last_decision = jsonb_build_object('kind', 'none', 'reason', i.reason, 'retry_at', NULL, 'passed_over', '[]'::jsonb)
    FROM unnest(${invalid.map((i) => i.outreachId)}::uuid[], ${invalid.map((i) => i.reason)}::text[]) AS i (id, reason)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = i.id AND o.status = 'cold'`;
}

/** Locks outreach rows, lowest id first. */
export async function lockWaiting(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM outreach WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${outreachIds}::uuid[]) ORDER BY id FOR UPDATE`;
}
