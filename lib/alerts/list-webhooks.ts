import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { WebhookView } from "./contract-delivery.ts";
import { findWebhook, selectWebhooks } from "./repo-webhooks.ts";
import { toWebhookView } from "./webhook-view.ts";

type Query = { tenantId: string; limit: number; cursor?: string };

/** Outgoing webhooks, newest first. */
export async function listWebhooks(ctx: EngineContext, { tenantId, limit, cursor }: Query): Promise<Page<WebhookView>> {
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, (tx) => selectWebhooks(tx, tenantId, { before, limit: limit + 1 }));
  return toPage(rows, limit, (row) => [row.id], toWebhookView);
}

/** One outgoing webhook. @throws AppError not_found */
export async function getWebhook(
  ctx: EngineContext,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<WebhookView> {
  const row = await ctx.forTenant(tenantId, (tx) => findWebhook(tx, tenantId, id));
  if (row === null) throw notFound("outgoing webhook");
  return toWebhookView(row);
}
