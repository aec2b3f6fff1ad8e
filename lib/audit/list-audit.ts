import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { AuditItem } from "./contract.ts";
import { undoneBy } from "./policy/undone-by.ts";
import { type AuditFilter, type AuditRow, selectAuditRows, selectLaterSettings } from "./repo.ts";

type Query = AuditFilter & { tenantId: string; limit: number; cursor?: string };

/** Settings change seldom: so many changes later nobody asks any more what became of one. */
const laterLookedAt = 500;

/** Who changed what, newest first; a change of settings with who took it back. */
export async function listAudit(ctx: Pick<EngineContext, "forTenant">, query: Query): Promise<Page<AuditItem>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await selectAuditRows(tx, tenantId, filter, { before, limit: limit + 1 });
    const oldest = rows.findLast(isSettingsChange);
    const later = oldest ? await selectLaterSettings(tx, tenantId, oldest.id, laterLookedAt) : [];
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => toAuditItem(row, later),
    );
  });
}

const isSettingsChange = ({ action }: Pick<AuditRow, "action">) => action === "settings.changed";

function toAuditItem({ tenant_id: _tenant, ...row }: AuditRow, later: readonly AuditRow[]): AuditItem {
  const undoing = isSettingsChange(row)
    ? undoneBy(
        row,
        later.filter(({ id }) => id > row.id),
      )
    : null;
  return {
    ...row,
    undone: undoing && { by: undoing.actor_label, at: undoing.at.toISOString() },
    at: row.at.toISOString(),
    actor_kind: row.actor_kind as AuditItem["actor_kind"],
    before: row.before as AuditItem["before"],
    after: row.after as AuditItem["after"],
  };
}
