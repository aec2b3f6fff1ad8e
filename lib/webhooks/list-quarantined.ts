import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { QuarantinedItem } from "./contract-quarantine.ts";
import { listQuarantinedRows } from "./repo-quarantine.ts";
import { maxShownPayload } from "./thresholds.ts";

type Query = { tenantId: string; connectionId: string | undefined; limit: number; cursor: string | undefined };

/** A page of the provider events that were set aside, newest first. */
export async function listQuarantined(ctx: EngineContext, query: Query): Promise<Page<QuarantinedItem>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const rows = await ctx.forTenant(query.tenantId, (tx) =>
    listQuarantinedRows(tx, query.tenantId, {
      connectionId: query.connectionId ?? null,
      before: after?.[0] ?? null,
      limit: query.limit + 1,
      maxCharacters: maxShownPayload,
    }),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({ ...row, received_at: row.received_at.toISOString() }),
  );
}
