import { z } from "zod";
import { listMembers } from "#lib/auth/list-members.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { actionsSaid } from "#lib/shared/audit-words.ts";
import type { AuditItem } from "./contract.ts";
import { idsIn, targetName } from "./policy/named-ids.ts";
import { undoneBy } from "./policy/undone-by.ts";
import {
  type AuditFilter,
  type AuditRow,
  searchAuditIds,
  selectAuditRows,
  selectAuditRowsById,
  selectLaterSettings,
} from "./repo.ts";
import { findTargetIds, selectNames } from "./repo-names.ts";

type Query = AuditFilter & { tenantId: string; q?: string; limit: number; cursor?: string };
type Context = Pick<EngineContext, "forTenant" | "acrossTenants">;

/** Settings change seldom: so many changes later nobody asks any more what became of one. */
const laterLookedAt = 500;

/** Names that one page shows at most. */
const mostNames = 1_000;

/** Who changed what, newest first, with names for ids; a change of settings with who took it back. */
export async function listAudit(ctx: Context, query: Query): Promise<Page<AuditItem>> {
  const { tenantId, limit } = query;
  const { rows, later, names, ids } = await ctx.forTenant(tenantId, async (tx) => {
    const rows = await findRows(tx, query);
    const oldest = rows.findLast(isSettingsChange);
    const later = oldest ? await selectLaterSettings(tx, tenantId, oldest.id, laterLookedAt) : [];
    const ids = idsIn(rows, mostNames).filter((id) => id !== tenantId);
    return { rows, later, ids, names: await selectNames(tx, tenantId, ids) };
  });
  if (ids.some((id) => !names.has(id))) await addMembers(ctx, tenantId, names);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toAuditItem(row, later, names),
  );
}

async function findRows(tx: Tx, { tenantId, q, limit, cursor, ...filter }: Query): Promise<AuditRow[]> {
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const page = { before, limit: limit + 1 };
  if (q === undefined) return selectAuditRows(tx, tenantId, filter, page);
  const search = { words: q, targetIds: await findTargetIds(tx, tenantId, q), actionsSaid: actionsSaid(q) };
  return selectAuditRowsById(tx, tenantId, await searchAuditIds(tx, tenantId, search, filter, page));
}

async function addMembers(ctx: Context, tenantId: string, names: Map<string, string>): Promise<void> {
  const { items } = await listMembers(ctx, { tenantId, limit: 200 });
  for (const { user_id, name } of items) names.set(user_id, name);
}

const isSettingsChange = ({ action }: Pick<AuditRow, "action">) => action === "settings.changed";

function toAuditItem(
  { tenant_id: _tenant, ...row }: AuditRow,
  later: readonly AuditRow[],
  names: ReadonlyMap<string, string>,
): AuditItem {
  const undoing = isSettingsChange(row)
    ? undoneBy(
        row,
        later.filter(({ id }) => id > row.id),
      )
    : null;
  return {
    ...row,
    target_name: targetName(row, names),
    names: namesIn(row, names),
    undone: undoing && { by: undoing.actor_label, at: undoing.at.toISOString() },
    at: row.at.toISOString(),
    actor_kind: row.actor_kind as AuditItem["actor_kind"],
    before: row.before as AuditItem["before"],
    after: row.after as AuditItem["after"],
  };
}

function namesIn(
  { before, after }: Pick<AuditRow, "before" | "after">,
  names: ReadonlyMap<string, string>,
): Record<string, string> {
  const ids = idsIn([{ target_id: null, before, after }], mostNames);
  return Object.fromEntries(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? id]] : [])));
}
