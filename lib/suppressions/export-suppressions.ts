import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { csvLines } from "#lib/format/csv-lines.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { countSuppressionRows, listSuppressionRows, type SuppressionFilter } from "./repo-list.ts";

const batchSize = 2_000;
const countLimit = 10_000;
const titles = ["kind", "value", "reason", "source", "added_by", "created_at"];

type SuppressionRow = Awaited<ReturnType<typeof listSuppressionRows>>[number];
type Request = { tenantId: string; actor: Actor; filter: SuppressionFilter; requestId?: string };

/** The suppressions that fit, newest first, as CSV text made page by page; written into the audit log first. */
export async function exportSuppressions(ctx: EngineContext, request: Request): Promise<AsyncGenerator<string>> {
  const { tenantId, actor, filter, requestId } = request;
  const target = { targetKind: "suppressions", targetId: null };
  await ctx.forTenant(tenantId, (tx) =>
    writeAudit(tx, { tenantId, actor, requestId, action: "suppressions.exported", ...target, after: filter }),
  );
  return csvLines(titles, pages(ctx, tenantId, filter));
}

async function* pages(ctx: EngineContext, tenantId: string, filter: SuppressionFilter): AsyncGenerator<string[][]> {
  let before: string | null = null;
  for (;;) {
    const after: string | null = before;
    const rows: SuppressionRow[] = await ctx.forTenant(tenantId, (tx) =>
      listSuppressionRows(tx, tenantId, filter, batchSize, after),
    );
    if (rows.length > 0) {
      yield rows.map((row) => [
        row.kind,
        row.value,
        row.reason,
        row.source,
        row.added_by ?? "",
        row.created_at.toISOString(),
      ]);
    }
    before = rows.at(-1)?.id ?? null;
    if (rows.length < batchSize) return;
  }
}

/** How many fit; counting stops at 10,000, `at_least` says so. */
export async function countSuppressions(
  ctx: EngineContext,
  { tenantId, filter }: { tenantId: string; filter: SuppressionFilter },
): Promise<{ count: number; at_least: boolean }> {
  const found = await ctx.forTenant(tenantId, (tx) => countSuppressionRows(tx, tenantId, filter, countLimit + 1));
  return { count: Math.min(found, countLimit), at_least: found > countLimit };
}
