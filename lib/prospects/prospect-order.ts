import { Prisma } from "#lib/db/generated/client.ts";
import type { ProspectSort } from "./types.ts";

/** Where a page ended: the sorted moment (null when sorted by id) and the id that breaks ties. */
export type PageEnd = { at: Date | null; id: string };

type Order = { after: Prisma.Sql; by: Prisma.Sql };

/** The part of a statement that goes on after `end` in an order that an index gives. Needs `prospects p` and `outreach o`. */
export function orderOf(sort: ProspectSort, end: PageEnd | null): Order {
  if (sort === "created" || sort === "-created") return byArrival(sort === "-created", end);
  const column = sort === "next_send" ? Prisma.sql`o.next_send_at` : Prisma.sql`o.last_email_sent_at`;
  const isDescending = sort.startsWith("-");
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const after = end
    ? Prisma.sql`AND (${column}, o.id) ${beyond} (${end.at}::timestamptz, ${end.id}::uuid)`
    : Prisma.empty;
  return {
    after: Prisma.sql`AND ${column} IS NOT NULL ${after}`,
    by: Prisma.sql`${column} ${direction}, o.id ${direction}`,
  };
}

function byArrival(isDescending: boolean, end: PageEnd | null): Order {
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return {
    after: end ? Prisma.sql`AND p.id ${beyond} ${end.id}::uuid` : Prisma.empty,
    by: isDescending ? Prisma.sql`p.id DESC` : Prisma.sql`p.id ASC`,
  };
}
