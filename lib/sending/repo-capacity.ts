import type { Tx } from "#lib/db/types.ts";

/**
 * Makes this transaction the only one that books capacity of the tenant on these days (`2026-06-10`), until it ends. Take it after
 * outreach rows and before mailboxes, so that nobody waits in a circle.
 */
export async function lockCapacityDays(tx: Tx, tenantId: string, days: readonly string[]): Promise<void> {
  const sorted = [...new Set(days)].sort();
  if (sorted.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO capacity_days (tenant_id, day, kind, key)
    SELECT ${tenantId}::uuid, day, 'tenant', '' FROM unnest(${sorted}::date[]) AS day ORDER BY day
    ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT day FROM capacity_days
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND day = ANY (${sorted}::date[]) AND kind = 'tenant' AND key = '' ORDER BY day FOR UPDATE`;
}

export type CapacityUse = { kind: string; key: string; used: number };

/** What a day has used, but for recipient domains: of those the named ones only. */
export async function listCapacityUse(
  tx: Tx,
  tenantId: string,
  day: string,
  recipientDomains: readonly string[],
): Promise<CapacityUse[]> {
  return tx.$queryRaw`
    SELECT kind, key, used FROM capacity_days
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND day = ${day}::date
      AND kind IN ('tenant', 'campaign', 'domain', 'mailbox', 'slot', 'recontact')
    UNION ALL
    SELECT kind, key, used FROM capacity_days
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND day = ${day}::date AND kind = 'recipient_domain' AND key = ANY (${recipientDomains}::text[])`;
}

/** `cap` null: counted without limit. */
export type CapacityClaim = { kind: string; key: string; count: number; cap: number | null };

/** The first claim that would go over its cap; the caller holds lockCapacityDays. */
export async function findFullClaim(
  tx: Tx,
  tenantId: string,
  day: string,
  claims: readonly CapacityClaim[],
): Promise<{ kind: string; key: string } | null> {
  const rows = await tx.$queryRaw<{ kind: string; key: string }[]>`
    SELECT w.kind, w.key
    FROM unnest(${claims.map((c) => c.kind)}::text[], ${claims.map((c) => c.key)}::text[], ${claims.map((c) => c.count)}::int[],
      ${claims.map((c) => c.cap)}::int[]) WITH ORDINALITY AS w (kind, key, count, cap, position)
    LEFT JOIN capacity_days c ON c.tenant_id = (SELECT ${tenantId}::uuid) AND c.day = ${day}::date AND c.kind = w.kind AND c.key = w.key
    WHERE COALESCE(c.used, 0) + w.count > w.cap ORDER BY w.position LIMIT 1`;
  return rows[0] ?? null;
}

/** Books claims that are all under their caps; returns how many it booked. A claim over its cap is left out. */
export async function bookClaims(
  tx: Tx,
  tenantId: string,
  day: string,
  claims: readonly CapacityClaim[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO capacity_days AS c (tenant_id, day, kind, key, used)
    SELECT ${tenantId}::uuid, ${day}::date, w.kind, w.key, w.count
    FROM unnest(${claims.map((c) => c.kind)}::text[], ${claims.map((c) => c.key)}::text[], ${claims.map((c) => c.count)}::int[],
      ${claims.map((c) => c.cap)}::int[]) AS w (kind, key, count, cap)
    WHERE w.cap IS NULL OR w.count <= w.cap
    ON CONFLICT (tenant_id, day, kind, key) DO UPDATE SET used = c.used + EXCLUDED.used
    WHERE c.used + EXCLUDED.used <= COALESCE((SELECT w.cap FROM unnest(${claims.map((c) => c.kind)}::text[],
      ${claims.map((c) => c.key)}::text[], ${claims.map((c) => c.cap)}::int[]) AS w (kind, key, cap)
      WHERE w.kind = c.kind AND w.key = c.key), c.used + EXCLUDED.used)`;
}

export type ReservedRow = {
  id: string;
  /** `2026-06-10` */
  day: string;
  mailbox_id: string | null;
  sending_domain_id: string | null;
  campaign_id: string | null;
  recipient_domain: string;
};

/** What ledger rows have reserved; rows without a reservation are left out. */
export async function listReservations(tx: Tx, tenantId: string, ledgerIds: readonly string[]): Promise<ReservedRow[]> {
  return tx.$queryRaw`
    SELECT e.id, e.capacity_day::text AS day, e.mailbox_id, m.sending_domain_id, e.campaign_id, e.recipient_domain
    FROM outreach_emails e LEFT JOIN mailboxes m ON m.id = e.mailbox_id
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = ANY (${ledgerIds}::uuid[]) AND e.capacity_day IS NOT NULL`;
}

/** Notes the day on which ledger rows hold capacity (null: none). Returns the rows that said otherwise before. */
export async function setCapacityDay(
  tx: Tx,
  tenantId: string,
  ledgerIds: readonly string[],
  day: string | null,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE outreach_emails SET capacity_day = ${day}::date
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ledgerIds}::uuid[]) AND capacity_day IS DISTINCT FROM ${day}::date
    RETURNING id`;
  return rows.map((row) => row.id);
}

/** Gives back what was booked; never under zero. */
export async function giveBack(
  tx: Tx,
  tenantId: string,
  uses: readonly (CapacityUse & { day: string })[],
): Promise<void> {
  if (uses.length === 0) return;
  await tx.$executeRaw`
    UPDATE capacity_days c SET used = GREATEST(c.used - b.used, 0)
    FROM unnest(${uses.map((u) => u.day)}::date[], ${uses.map((u) => u.kind)}::text[], ${uses.map((u) => u.key)}::text[],
      ${uses.map((u) => u.used)}::int[]) AS b (day, kind, key, used)
    WHERE c.tenant_id = (SELECT ${tenantId}::uuid) AND c.day = b.day AND c.kind = b.kind AND c.key = b.key`;
}

/**
 * Notes when mailboxes last have a message, and that their domains are in use (and from when they warm up). Mailboxes before domains,
 * lowest id first, as hand-overs lock them.
 */
export async function noteReservations(
  tx: Tx,
  tenantId: string,
  mailboxes: readonly { mailboxId: string; lastScheduledAt: Date }[],
  domains: readonly { domainId: string; startsWarmUp: boolean }[],
  now: Date,
): Promise<void> {
  const mailboxIds = mailboxes.map((m) => m.mailboxId);
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM mailboxes WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${mailboxIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE)
    UPDATE mailboxes m SET last_scheduled_at = GREATEST(m.last_scheduled_at, n.at)
    FROM held JOIN unnest(${mailboxIds}::uuid[], ${mailboxes.map((m) => m.lastScheduledAt)}::timestamptz[]) AS n (id, at) ON n.id = held.id
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.id = held.id`;
  if (domains.length === 0) return;
  const domainIds = domains.map((d) => d.domainId);
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${domainIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE)
    UPDATE sending_domains d SET last_reserved_at = ${now}::timestamptz,
      warmup_started_at = CASE WHEN n.starts THEN ${now}::timestamptz ELSE d.warmup_started_at END
    FROM held JOIN unnest(${domainIds}::uuid[], ${domains.map((d) => d.startsWarmUp)}::boolean[]) AS n (id, starts) ON n.id = held.id
    WHERE d.tenant_id = (SELECT ${tenantId}::uuid) AND d.id = held.id`;
}

/** A campaign's messages a day; null without a limit. */
export async function findCampaignLimit(tx: Tx, tenantId: string, campaignId: string): Promise<number | null> {
  const campaign = await tx.campaign.findFirst({
    where: { tenant_id: tenantId, id: campaignId },
    select: { daily_limit: true },
  });
  return campaign?.daily_limit ?? null;
}
