import { Prisma } from "#lib/db/generated/client.ts";
import { bandsInUse, waitsForFirst } from "#lib/sequencing/due-bands.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { outreachStatuses, type ProspectSort } from "./types.ts";

/** Where a page ended: the sorted moment (null when sorted by id) and the id that breaks ties. */
export type PageEnd = { at: Date | null; id: string };

type Order = { after: Prisma.Sql; by: Prisma.Sql };

/** Settings allow no more (max_recontact_cycles). */
const lastCycle = 12;

export function isByArrival(sort: ProspectSort): boolean {
  return sort === "created" || sort === "-created";
}

/** The part of a statement that goes on after `end` in an order that an index gives. Needs `prospects p` and `outreach o`. */
export function orderOf(sort: ProspectSort, end: PageEnd | null): Order {
  if (isByArrival(sort)) return byArrival(sort === "-created", end);
  const column = momentOf(sort);
  const beyond = sort.startsWith("-") ? Prisma.sql`<` : Prisma.sql`>`;
  const after = end
    ? Prisma.sql`AND (${column}, o.id) ${beyond} (${end.at}::timestamptz, ${end.id}::uuid)`
    : Prisma.empty;
  return { after: Prisma.sql`AND ${column} IS NOT NULL ${after}`, by: inOrder(sort, column, Prisma.sql`o.id`) };
}

/** What a sort by a moment of outreach goes by. */
export function momentOf(sort: ProspectSort): Prisma.Sql {
  return sort === "next_send" ? Prisma.sql`o.next_send_at` : Prisma.sql`o.last_email_sent_at`;
}

export function inOrder(sort: ProspectSort, at: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  const direction = sort.startsWith("-") ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`${at} ${direction}, ${id} ${direction}`;
}

/** A part of all outreach that an index has in the order: where its values come from, and what it is then. */
export type Lane = { from: Prisma.Sql; condition: Prisma.Sql };

/**
 * The parts whose first rows together hold the first rows of all, where no single range of an index has the order; null where one has, or
 * where those who fit are known by their ids and are few.
 */
export function lanesOf(tenantId: string, sort: ProspectSort, { status, cycle, among }: ProspectFilter): Lane[] | null {
  if (isByArrival(sort) || among) return null;
  if (sort === "next_send") return status === "contacted" ? null : dueLanes(tenantId, status);
  if (status !== undefined && cycle !== undefined) return null;
  const statuses = status === undefined ? [...outreachStatuses] : [status];
  const [from, to] = cycle === undefined ? [0, lastCycle] : [cycle, cycle];
  return [
    {
      from: Prisma.sql`unnest(${statuses}::text[]) AS lane_status, generate_series(${from}::int, ${to}::int) AS lane_cycle`,
      condition: Prisma.sql`o.status = lane_status AND o.re_contact_cycle = lane_cycle`,
    },
  ];
}

/** Follow-ups, and first messages by band and whether they are of a later cycle, as the sequencer's indexes have them. */
function dueLanes(tenantId: string, status: string | undefined): Lane[] {
  const first = (isLater: boolean): Lane => ({
    from: Prisma.sql`${bandsInUse(tenantId, isLater)} AS bands`,
    condition: Prisma.sql`${waitsForFirst(isLater, "o")} AND o.send_band = bands.band`,
  });
  const firsts = [first(false), first(true)];
  if (status === "cold") return firsts;
  return [{ from: Prisma.sql`(SELECT 1) AS lane_one`, condition: Prisma.sql`o.status = 'contacted'` }, ...firsts];
}

function byArrival(isDescending: boolean, end: PageEnd | null): Order {
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return {
    after: end ? Prisma.sql`AND p.id ${beyond} ${end.id}::uuid` : Prisma.empty,
    by: isDescending ? Prisma.sql`p.id DESC` : Prisma.sql`p.id ASC`,
  };
}
