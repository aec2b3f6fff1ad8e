import { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { toAlertView } from "./alert-view.ts";
import type { AlertView } from "./contract.ts";
import { severityRank } from "./policy/severity.ts";
import { type AlertFilter, findAlert, selectAlerts, selectOpenAlerts } from "./repo.ts";
import type { AlertRow } from "./types.ts";

type Query = AlertFilter & { tenantId: string; limit: number; cursor?: string };

/** Alerts of a tenant, newest first. */
export async function listAlerts(ctx: EngineContext, query: Query): Promise<Page<AlertView>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, (tx) => selectAlerts(tx, tenantId, filter, { before, limit: limit + 1 }));
  return toPage(rows, limit, (row) => [row.id], toAlertView);
}

/** One alert. @throws AppError not_found */
export async function getAlert(
  ctx: EngineContext,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<AlertView> {
  const row = await ctx.forTenant(tenantId, (tx) => findAlert(tx, tenantId, id));
  if (row === null) throw notFound("alert");
  return toAlertView(row);
}

/** What needs a person now: open alerts that nobody put off, gravest first, then the oldest. */
export async function selectPressingAlerts(tx: Tx, tenantId: string, now: Date): Promise<AlertRow[]> {
  const open = await selectOpenAlerts(tx, tenantId);
  return open
    .filter((alert) => alert.snoozed_until === null || alert.snoozed_until <= now)
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
}
