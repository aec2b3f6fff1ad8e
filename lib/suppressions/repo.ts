import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import type { SuppressionEntry } from "./types.ts";

/**
 * Locks the outreach rows of these addresses (lowest id first), so that no hand-over commits behind a suppression. The addresses are
 * looked up first, by themselves: after a large import, before Postgres knows the tables' sizes, a join of the two took minutes.
 */
export async function lockOutreachOfKeys(tx: Tx, tenantId: string, emailKeys: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH addressed AS MATERIALIZED (
      SELECT id FROM prospects WHERE tenant_id = (SELECT ${tenantId}::uuid) AND email_key = ANY (${emailKeys}::text[]))
    SELECT id FROM outreach WHERE tenant_id = (SELECT ${tenantId}::uuid) AND prospect_id = ANY (ARRAY(SELECT id FROM addressed))
    ORDER BY id FOR UPDATE`;
  return rows.map((row) => row.id);
}

/** Waits for hand-overs to these recipient domains to finish and keeps new ones away until the transaction ends. */
export async function lockRecipientDomains(tx: Tx, tenantId: string, domains: string[]): Promise<void> {
  const keys = domains.toSorted().map((domain) => `${tenantId}:${domain}`);
  await tx.$queryRaw`SELECT count(pg_advisory_xact_lock(hashtextextended(key, 7))) FROM unnest(${keys}::text[]) AS key`;
}

/** Outreach with mail on its way to these recipient domains. */
export async function findOpenOutreachOfDomains(tx: Tx, tenantId: string, domains: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT outreach_id AS id FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND status IN ('queued', 'claimed') AND recipient_domain = ANY (${domains}::text[])`;
  return rows.map((row) => row.id);
}

/** Adds what is not there yet; returns the values that are new. */
export async function insertSuppressions(
  tx: Tx,
  tenantId: string,
  entries: SuppressionEntry[],
  now: Date | undefined,
): Promise<{ kind: string; value: string }[]> {
  return tx.$queryRaw`
    INSERT INTO suppressions (tenant_id, kind, value, reason, source, added_by, created_at)
    SELECT ${tenantId}::uuid, kind, value, reason, source, added_by, COALESCE(${now ?? null}::timestamptz, now())
    FROM unnest(${entries.map((e) => e.kind)}::text[], ${entries.map((e) => e.value)}::text[],
      ${entries.map((e) => e.reason)}::text[], ${entries.map((e) => e.source)}::text[],
      ${entries.map((e) => e.addedBy ?? null)}::text[]) AS t (kind, value, reason, source, added_by)
    ON CONFLICT (tenant_id, kind, value) DO NOTHING
    RETURNING kind, value`;
}

/**
 * Which of these email keys and recipient domains are suppressed. The tenant is the transaction's. Each is looked up by itself: otherwise
 * Postgres reads all of a tenant's suppressions where it knows of few (ADR 0024).
 */
export async function findSuppressedValues(
  tx: Tx,
  asked: readonly { kind: "email" | "domain"; value: string }[],
): Promise<{ kind: "email" | "domain"; value: string }[]> {
  return tx.$queryRaw`
    SELECT asked.kind, asked.value
    FROM unnest(${arrayParam(asked.map(({ kind }) => kind))}::text[], ${arrayParam(asked.map(({ value }) => value))}::text[])
      AS asked (kind, value)
    CROSS JOIN LATERAL (
      SELECT FROM suppressions s
      WHERE s.tenant_id = (SELECT current_tenant_id()) AND s.kind = asked.kind AND s.value = asked.value OFFSET 0
    ) AS found`;
}

/** Makes room for a person's own wish: it replaces a suppression that could be lifted one day. */
export async function deleteWeaker(tx: Tx, tenantId: string, entries: readonly SuppressionEntry[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM suppressions s
    USING unnest(${entries.map((e) => e.kind)}::text[], ${entries.map((e) => e.value)}::text[]) AS w (kind, value)
    WHERE s.tenant_id = (SELECT ${tenantId}::uuid) AND s.kind = w.kind AND s.value = w.value
      AND s.reason NOT IN ('complained', 'unsubscribed')`;
}
