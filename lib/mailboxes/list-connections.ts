import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { toConnectionView } from "./connection-view.ts";
import type { ConnectionView } from "./contract-connection.ts";
import { selectConnections } from "./repo-connections.ts";
import { type ListQuery, onlyOne } from "./types.ts";

/** Connections by name. */
export async function listConnections(ctx: EngineContext, query: ListQuery): Promise<Page<ConnectionView>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const after = decodeCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
  const page = { after, limit: limit + 1 };
  const rows = await ctx.forTenant(tenantId, (tx) => selectConnections(tx, tenantId, filter, page));
  return toPage(
    rows,
    limit,
    (row) => [row.name],
    (row) => toConnectionView(row, ctx.config),
  );
}

/** @throws AppError not_found */
export async function getConnection(
  ctx: EngineContext,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<ConnectionView> {
  const [row] = await ctx.forTenant(tenantId, (tx) => selectConnections(tx, tenantId, { id }, onlyOne));
  if (!row) throw notFound("connection");
  return toConnectionView(row, ctx.config);
}
