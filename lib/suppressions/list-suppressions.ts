import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { SuppressionItem } from "./contract.ts";
import { listSuppressionRows, type SuppressionFilter } from "./repo-list.ts";

/** A page of suppressions, newest first. */
export async function listSuppressions(
  ctx: EngineContext,
  query: { tenantId: string; filter: SuppressionFilter; limit: number; cursor: string | undefined },
): Promise<Page<SuppressionItem>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const rows = await ctx.forTenant(query.tenantId, (tx) =>
    listSuppressionRows(tx, query.tenantId, query.filter, query.limit + 1, after?.[0] ?? null),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    ({ id, kind, value, reason, source, added_by, created_at }) => ({
      id,
      kind: kind as SuppressionItem["kind"],
      value,
      reason,
      source,
      added_by,
      created_at: created_at.toISOString(),
    }),
  );
}
