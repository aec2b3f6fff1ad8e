import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { NextGlance, ProspectItem } from "./contract.ts";
import { glanceNext, nextSendAt } from "./glance-next.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { isByArrival, type PageEnd } from "./prospect-order.ts";
import { countProspectRows, listProspectRows, type ProspectRow } from "./repo.ts";
import { narrowSearch } from "./repo-search.ts";
import { isSortable, type ProspectSort } from "./types.ts";

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
  const now = ctx.now();
  const end = isByArrival(sort) ? arrivalEnd(query.cursor) : momentEnd(query.cursor);
  const rows = await ctx.forTenant(tenantId, async (tx) => {
    const asked = { tenantId, filter: await narrowSearch(tx, tenantId, filter), now };
    return listProspectRows(tx, asked, { limit: limit + 1, sort, end });
  });
  const momentOf = (row: ProspectRow) => (sort === "next_send" ? row.next_send_at : row.last_email_sent_at);
  const keyOf = (row: ProspectRow) =>
    isByArrival(sort) ? [row.id] : [momentOf(row)?.toISOString() ?? null, row.outreach_id];
  const nextOf = await glanceNext(ctx, tenantId, rows, now);
  return toPage(rows, limit, keyOf, (row) => toProspectItem(row, nextOf(row)));
}

function arrivalEnd(cursor: string | undefined): PageEnd | null {
  const after = decodeCursor(cursor, z.tuple([z.uuid()]));
  return after && { at: null, id: after[0] };
}

function momentEnd(cursor: string | undefined): PageEnd | null {
  const after = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  return after && { at: new Date(after[0]), id: after[1] };
}

/** Nobody held or out of the sequence has a next email: all of them would be read to find nobody. */
function requireSortable(sort: ProspectSort, filter: ProspectFilter): void {
  if (!isSortable(sort, filter))
    throw invalidField("sort", "next_send needs status cold or contacted, or no status, and no hold_reason");
}

/** How many prospects fit; counting stops at 10,000, `at_least` says so. */
export async function countProspects(
  ctx: EngineContext,
  { tenantId, filter }: { tenantId: string; filter: ProspectFilter },
): Promise<{ count: number; at_least: boolean }> {
  const now = ctx.now();
  const found = await ctx.forTenant(tenantId, async (tx) =>
    countProspectRows(tx, { tenantId, filter: await narrowSearch(tx, tenantId, filter), now }, countLimit + 1),
  );
  return { count: Math.min(found, countLimit), at_least: found > countLimit };
}

function toProspectItem(found: ProspectRow, next: NextGlance): ProspectItem {
  const { outreach_id: _outreach, zip: _zip, passed_over_for: _reason, ...row } = found;
  return {
    ...row,
    next,
    status: row.status as ProspectItem["status"],
    next_send_at: nextSendAt(next, row.next_send_at),
    last_email_sent_at: row.last_email_sent_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
