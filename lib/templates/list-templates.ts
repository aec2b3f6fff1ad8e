import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { TemplateView } from "./contract.ts";
import { findTemplate, listTemplateRows, type TemplateRow } from "./repo.ts";

type Ctx = Pick<EngineContext, "forTenant">;

/** A page of templates, newest first. */
export async function listTemplates(
  ctx: Ctx,
  query: { tenantId: string; archived?: boolean; limit: number; cursor: string | undefined },
): Promise<Page<TemplateView>> {
  const { tenantId, archived, limit } = query;
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const page = { archived, limit: limit + 1, before };
  const rows = await ctx.forTenant(tenantId, (tx) => listTemplateRows(tx, tenantId, page));
  return toPage(rows, limit, (row) => [row.id], toTemplateView);
}

/** @throws AppError not_found */
export async function getTemplate(ctx: Ctx, { tenantId, id }: { tenantId: string; id: string }): Promise<TemplateView> {
  const row = await ctx.forTenant(tenantId, (tx) => findTemplate(tx, tenantId, id));
  if (!row) throw notFound("template");
  return toTemplateView(row);
}

function toTemplateView({ id, name, subject, body, archived_at, version, created_at }: TemplateRow): TemplateView {
  const times = { archived_at: archived_at?.toISOString() ?? null, created_at: created_at.toISOString() };
  return { id, name, subject, body, version, ...times };
}
