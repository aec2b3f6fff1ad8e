import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { ProspectItem } from "./contract.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import type { PageEnd } from "./prospect-order.ts";
import { countProspectRows, listProspectRows, type ProspectRow } from "./repo.ts";
import { narrowSearch } from "./repo-search.ts";
import type { ProspectSort } from "./types.ts";

const countLimit = 10_000;

type ListQuery = {
  tenantId: string;
  filter: ProspectFilter;
  limit: number;
  cursor: string | undefined;
  sort?: ProspectSort;
};

/**
 * A page of prospects, newest first unless another order is asked for.
 * @throws AppError validation_failed for an order that no index gives under these filters
 */
export async function listProspects(ctx: EngineContext, query: ListQuery): Promise<Page<ProspectItem>> {
  const { tenantId, filter, limit, sort = "-created" } = query;
  requireSortable(sort, filter);
  const isByArrival = sort === "created" || sort === "-created";
  const now = ctx.now();
  const end = isByArrival ? arrivalEnd(query.cursor) : momentEnd(query.cursor);
  const rows = await ctx.forTenant(tenantId, async (tx) => {
    const asked = { tenantId, filter: await narrowSearch(tx, filter), now };
    return listProspectRows(tx, asked, { limit: limit + 1, sort, end });
  });
  const momentOf = (row: ProspectRow) => (sort === "next_send" ? row.next_send_at : row.last_email_sent_at);
  const keyOf = (row: ProspectRow) =>
    isByArrival ? [row.id] : [momentOf(row)?.toISOString() ?? null, row.outreach_id];
  return toPage(rows, limit, keyOf, toProspectItem);
}

function arrivalEnd(cursor: string | undefined): PageEnd | null {
  const after = decodeCursor(cursor, z.tuple([z.uuid()]));
  return after && { at: null, id: after[0] };
}

function momentEnd(cursor: string | undefined): PageEnd | null {
  const after = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  return after && { at: new Date(after[0]), id: after[1] };
}

function requireSortable(sort: ProspectSort, { status, cycle }: ProspectFilter): void {
  if (sort === "next_send" && status !== "contacted")
    throw invalidField("sort", "next_send needs the filter status=contacted");
  if (sort.endsWith("last_sent") && (status === undefined || cycle === undefined))
    throw invalidField("sort", "last_sent needs the filters status and cycle");
}

/** How many prospects fit; counting stops at 10,000, `at_least` says so. */
export async function countProspects(
  ctx: EngineContext,
  { tenantId, filter }: { tenantId: string; filter: ProspectFilter },
): Promise<{ count: number; at_least: boolean }> {
  const now = ctx.now();
  const found = await ctx.forTenant(tenantId, async (tx) =>
    countProspectRows(tx, { tenantId, filter: await narrowSearch(tx, filter), now }, countLimit + 1),
  );
  return { count: Math.min(found, countLimit), at_least: found > countLimit };
}

function toProspectItem({ outreach_id: _outreach, ...row }: ProspectRow): ProspectItem {
  return {
    ...row,
    status: row.status as ProspectItem["status"],
    next_send_at: row.next_send_at?.toISOString() ?? null,
    last_email_sent_at: row.last_email_sent_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
