import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { csvLines } from "#lib/format/csv-lines.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { readOwnerNames } from "./list-owners.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { exportColumns, listExportRows } from "./repo-export.ts";
import { narrowSearch } from "./repo-search.ts";

const batchSize = 2_000;
const ownerAt = Object.keys(exportColumns).indexOf("assigned_to");

type Request = { tenantId: string; actor: Actor; filter: ProspectFilter; requestId?: string };

/**
 * The prospects that fit, newest first, as CSV text made page by page: a million of them need no more memory than one page. Who took
 * which part is in the audit log before the first line is given.
 */
export async function exportProspects(ctx: EngineContext, request: Request): Promise<AsyncGenerator<string>> {
  const { tenantId, actor, filter, requestId } = request;
  const narrowed = await ctx.forTenant(tenantId, async (tx) => {
    await writeAudit(tx, {
      tenantId,
      actor,
      requestId,
      action: "prospects.exported",
      targetKind: "prospects",
      targetId: null,
      after: filter,
    });
    return narrowSearch(tx, tenantId, filter);
  });
  return csvLines(Object.keys(exportColumns), pages(ctx, { tenantId, filter: narrowed, now: ctx.now() }));
}

type Asked = { tenantId: string; filter: ProspectFilter; now: Date };

async function* pages(ctx: EngineContext, asked: Asked): AsyncGenerator<(string | null)[][]> {
  const ownerOf = await readOwnerNames(ctx, asked.tenantId);
  let before: string | null = null;
  for (;;) {
    const page: { limit: number; before: string | null } = { limit: batchSize, before };
    const rows = await ctx.forTenant(asked.tenantId, (tx) => listExportRows(tx, asked, page));
    if (rows.length > 0) yield rows.map((row) => row.with(ownerAt, ownerOf(row[ownerAt] ?? null)));
    before = rows.at(-1)?.[0] ?? null;
    if (rows.length < batchSize || before === null) return;
  }
}
