import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { SuppressionItem } from "./contract.ts";
import { findProspectsOfKeys, listSuppressionRows, type SuppressionFilter } from "./repo-list.ts";

/** A page of suppressions, newest first, each address with the prospect that has it and where that stands. */
export async function listSuppressions(
  ctx: EngineContext,
  query: { tenantId: string; filter: SuppressionFilter; limit: number; cursor: string | undefined },
): Promise<Page<SuppressionItem>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const { tenantId, filter, limit } = query;
  const { rows, prospects } = await ctx.forTenant(tenantId, async (tx) => {
    const rows = await listSuppressionRows(tx, tenantId, filter, limit + 1, after?.[0] ?? null);
    const keys = rows.flatMap(({ kind, value }) => (kind === "email" ? [value] : []));
    return { rows, prospects: await findProspectsOfKeys(tx, tenantId, keys) };
  });
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    ({ id, kind, value, reason, source, added_by, created_at }) => ({
      id,
      kind: kind as SuppressionItem["kind"],
      value,
      reason,
      source,
      added_by,
      prospect_id: prospects.get(value)?.id ?? null,
      prospect_status: prospects.get(value)?.status ?? null,
      created_at: created_at.toISOString(),
    }),
  );
}
