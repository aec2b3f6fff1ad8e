import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { ProspectItem } from "./contract.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { countProspectRows, listProspectRows, type ProspectRow } from "./repo.ts";

const countLimit = 10_000;

/** A page of prospects, newest first. */
export async function listProspects(
  ctx: EngineContext,
  query: { tenantId: string; filter: ProspectFilter; limit: number; cursor: string | undefined },
): Promise<Page<ProspectItem>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const rows = await ctx.forTenant(query.tenantId, (tx) =>
    listProspectRows(tx, query.tenantId, query.filter, query.limit + 1, after?.[0] ?? null),
  );
  return toPage(rows, query.limit, (row) => [row.id], toProspectItem);
}

/** How many prospects fit; counting stops at 10,000, `at_least` says so. */
export async function countProspects(
  ctx: EngineContext,
  query: { tenantId: string; filter: ProspectFilter },
): Promise<{ count: number; at_least: boolean }> {
  const found = await ctx.forTenant(query.tenantId, (tx) =>
    countProspectRows(tx, query.tenantId, query.filter, countLimit + 1),
  );
  return { count: Math.min(found, countLimit), at_least: found > countLimit };
}

function toProspectItem(row: ProspectRow): ProspectItem {
  return {
    ...row,
    status: row.status as ProspectItem["status"],
    next_send_at: row.next_send_at?.toISOString() ?? null,
    last_email_sent_at: row.last_email_sent_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
