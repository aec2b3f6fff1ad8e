import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { ListedTemplate, TemplateUse, TemplateView } from "./contract.ts";
import { readTemplateResults } from "./read-results.ts";
import { findTemplate, listTemplateRows, listTemplateUses, type TemplateRow, type TemplateUseRow } from "./repo.ts";

type Ctx = Pick<EngineContext, "forTenant">;

type ListQuery = { tenantId: string; archived?: boolean; results?: boolean; limit: number; cursor: string | undefined };

/** A page of templates, newest first, with what came of each unless `results` is false. */
export async function listTemplates(
  ctx: Ctx & Pick<EngineContext, "now">,
  query: ListQuery,
): Promise<Page<ListedTemplate>> {
  const { tenantId, archived, limit } = query;
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const page = { archived, limit: limit + 1, before };
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await listTemplateRows(tx, tenantId, page);
    const ids = rows.map((row) => row.id);
    const uses = Map.groupBy(await listTemplateUses(tx, tenantId, ids), (use) => use.template_id);
    const results = query.results === false ? null : await readTemplateResults(ctx, tx, { tenantId, ids });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({ ...toTemplateView(row, uses.get(row.id) ?? []), results: results?.get(row.id) ?? null }),
    );
  });
}

/** @throws AppError not_found */
export async function getTemplate(ctx: Ctx, { tenantId, id }: { tenantId: string; id: string }): Promise<TemplateView> {
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await findTemplate(tx, tenantId, id);
    if (!row) throw notFound("template");
    return toTemplateView(row, await listTemplateUses(tx, tenantId, [id]));
  });
}

/** Where a template is used, as the API tells it. */
export function toUse({ id, name, status, steps }: TemplateUseRow): TemplateUse {
  return { id, name, status: status as TemplateUse["status"], steps };
}

function toTemplateView(row: TemplateRow, uses: readonly TemplateUseRow[]): TemplateView {
  const { id, name, subject, body, archived_at, version, created_at } = row;
  const times = { archived_at: archived_at?.toISOString() ?? null, created_at: created_at.toISOString() };
  return { id, name, subject, body, campaigns: uses.map(toUse), version, ...times };
}
