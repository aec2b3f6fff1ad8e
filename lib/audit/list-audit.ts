import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { AuditItem } from "./contract.ts";
import { type AuditFilter, type AuditRow, selectAuditRows } from "./repo.ts";

type Query = AuditFilter & { tenantId: string; limit: number; cursor?: string };

/** Who changed what, newest first. */
export async function listAudit(ctx: Pick<EngineContext, "forTenant">, query: Query): Promise<Page<AuditItem>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, (tx) =>
    selectAuditRows(tx, tenantId, filter, { before, limit: limit + 1 }),
  );
  return toPage(rows, limit, (row) => [row.id], toAuditItem);
}

function toAuditItem({ tenant_id: _tenant, ...row }: AuditRow): AuditItem {
  return {
    ...row,
    at: row.at.toISOString(),
    actor_kind: row.actor_kind as AuditItem["actor_kind"],
    before: row.before as AuditItem["before"],
    after: row.after as AuditItem["after"],
  };
}
