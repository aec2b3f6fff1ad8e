import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { ImportItem } from "./contract.ts";
import { importTotals } from "./policy/import-totals.ts";
import { findImport, type ImportRecord, listImports } from "./repo-import.ts";

/** Progress and result of an import. @throws AppError not_found */
export async function getImport(
  ctx: EngineContext,
  query: { tenantId: string; importId: string },
): Promise<ImportItem> {
  const record = await ctx.forTenant(query.tenantId, (tx) => findImport(tx, query.importId));
  if (!record) throw notFound("import");
  return toImportItem(record);
}

/** Imports, newest first. */
export async function listRecentImports(
  ctx: EngineContext,
  query: { tenantId: string; limit: number; cursor: string | undefined },
): Promise<Page<ImportItem>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const rows = await ctx.forTenant(query.tenantId, (tx) => listImports(tx, query.limit + 1, after?.[0] ?? null));
  return toPage(rows, query.limit, (row) => [row.id], toImportItem);
}

function toImportItem(record: ImportRecord): ImportItem {
  const { id, filename, mode, campaign_id, status, total_rows, done_rows, error, created_by } = record;
  return {
    id,
    filename,
    mode,
    campaign_id,
    status,
    total_rows,
    done_rows,
    counts: record.counts as Record<string, number>,
    totals: importTotals(record.counts),
    error,
    created_by,
    created_at: record.created_at.toISOString(),
    finished_at: record.finished_at?.toISOString() ?? null,
  };
}
