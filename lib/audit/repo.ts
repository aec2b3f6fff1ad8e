import { Prisma } from "#lib/db/generated/client.ts";
import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";

export type AuditRow = Awaited<ReturnType<Tx["auditLog"]["findFirstOrThrow"]>>;
type AuditInsert = Parameters<Tx["auditLog"]["create"]>[0]["data"];

export async function insertAuditRow(tx: Tx, row: AuditInsert): Promise<void> {
  await tx.auditLog.create({ data: row });
}

export type AuditFilter = {
  targetKind?: string;
  targetId?: string;
  action?: string;
  /** any of these */
  actions?: readonly string[];
  /** part of the actor's label, in any case */
  actor?: string;
  from?: Date;
  to?: Date;
};

/** A search: words, the ids of the things whose name has them, and the actions that are said with them but not stored so. */
export type AuditSearch = { words: string; targetIds: readonly string[]; actionsSaid: readonly string[] };

/** Lines that are looked through for words; older ones are found by what they are about only. */
const searchedLines = 10_000;
/** What a search finds by name. */
const namedKinds = ["domain", "mailbox", "campaign", "template", "connection", "prospect", "suppression"];

/** Changes of the settings that came after a line, oldest first. */
export async function selectLaterSettings(
  tx: Tx,
  tenantId: string,
  afterId: string,
  limit: number,
): Promise<AuditRow[]> {
  return tx.auditLog.findMany({
    where: { tenant_id: tenantId, target_kind: "settings", target_id: tenantId, id: { gt: afterId } },
    orderBy: { id: "asc" },
    take: limit,
  });
}

/** Newest first; ids are uuid v7, so their order is the order of time. `before` is the last id of the page before. */
export async function selectAuditRows(
  tx: Tx,
  tenantId: string,
  filter: AuditFilter,
  page: { before: string | null; limit: number },
): Promise<AuditRow[]> {
  return tx.auditLog.findMany({
    where: {
      tenant_id: tenantId,
      target_kind: filter.targetKind,
      target_id: filter.targetId,
      action: filter.actions ? { in: [...filter.actions] } : filter.action,
      actor_label: filter.actor ? { contains: likeLiteral(filter.actor), mode: "insensitive" } : undefined,
      at: { gte: filter.from, lt: filter.to },
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

/**
 * Ids of the lines that a search and the filter find, newest first: those about its targets, by their index, and of the newest 10,000 those
 * whose action, person, reason or values have its words.
 */
export async function searchAuditIds(
  tx: Tx,
  tenantId: string,
  { words, targetIds, actionsSaid }: AuditSearch,
  filter: AuditFilter,
  page: { before: string | null; limit: number },
): Promise<string[]> {
  const part = `%${likeLiteral(words)}%`;
  const { targetKind = null, targetId = null, action = null, actor, from = null, to = null } = filter;
  const by = actor === undefined ? null : `%${likeLiteral(actor)}%`;
  const fits = Prisma.sql`(${page.before}::uuid IS NULL OR id < ${page.before}::uuid)
    AND (${targetKind}::text IS NULL OR target_kind = ${targetKind}) AND (${targetId}::text IS NULL OR target_id = ${targetId})
    AND (${action}::text IS NULL OR action = ${action}) AND (${by}::text IS NULL OR actor_label ILIKE ${by})
    AND (${from}::timestamptz IS NULL OR at >= ${from}::timestamptz) AND (${to}::timestamptz IS NULL OR at < ${to}::timestamptz)`;
  const has = (side: "before" | "after") =>
    Prisma.sql`EXISTS (SELECT 1 FROM jsonb_each_text(${Prisma.raw(side)}) AS field WHERE field.value ILIKE ${part})`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM (
      (SELECT id FROM audit_log WHERE tenant_id = (SELECT ${tenantId}::uuid) AND target_kind = ANY (${namedKinds}::text[])
        AND target_id = ANY (${[...targetIds]}::text[]) AND ${fits} ORDER BY id DESC LIMIT ${page.limit}::int)
      UNION
      (SELECT id FROM (SELECT * FROM audit_log WHERE tenant_id = (SELECT ${tenantId}::uuid) ORDER BY id DESC LIMIT ${searchedLines}) newest
        WHERE ${fits} AND (translate(action, '._', '  ') ILIKE ${part} OR action = ANY (${[...actionsSaid]}::text[]) OR actor_label ILIKE ${part} OR reason ILIKE ${part}
          OR ${has("before")} OR ${has("after")}) ORDER BY id DESC LIMIT ${page.limit}::int)
    ) found ORDER BY id DESC LIMIT ${page.limit}::int`;
  return rows.map(({ id }) => id);
}

/** These lines, newest first. */
export async function selectAuditRowsById(tx: Tx, tenantId: string, ids: readonly string[]): Promise<AuditRow[]> {
  return tx.auditLog.findMany({ where: { tenant_id: tenantId, id: { in: [...ids] } }, orderBy: { id: "desc" } });
}
