import { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { DeliveryView } from "./contract-delivery.ts";
import type { DigestPayload } from "./policy/compose-digest.ts";
import type { NoticePayload } from "./policy/notice.ts";
import { type DeliveryRow, selectDeliveries } from "./repo-deliveries.ts";
import { findRecipient } from "./repo-recipients.ts";
import { findWebhook } from "./repo-webhooks.ts";

/** A delivery as the API shows it. */
export function toDeliveryView(row: DeliveryRow): DeliveryView {
  return {
    id: row.id,
    alert_id: row.alert_id,
    event: row.event as DeliveryView["event"],
    title: (row.payload as unknown as NoticePayload | DigestPayload).data.title,
    status: row.status as DeliveryView["status"],
    attempts: row.attempts,
    last_status: row.last_status,
    last_error: row.last_error,
    last_answer: row.last_answer,
    last_duration_ms: row.last_duration_ms,
    created_at: row.created_at.toISOString(),
    attempted_at: row.attempted_at?.toISOString() ?? null,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
  };
}

type Query = { tenantId: string; id: string; limit: number; cursor?: string };

/** What was sent to an outgoing webhook and what came of it, newest first. @throws AppError not_found */
export function listWebhookDeliveries(ctx: EngineContext, query: Query): Promise<Page<DeliveryView>> {
  return listDeliveries(ctx, query, async (tx) => {
    if ((await findWebhook(tx, query.tenantId, query.id)) === null) throw notFound("outgoing webhook");
  });
}

/** What was mailed to a recipient and what came of it, newest first. @throws AppError not_found */
export function listRecipientDeliveries(ctx: EngineContext, query: Query): Promise<Page<DeliveryView>> {
  return listDeliveries(ctx, query, async (tx) => {
    if ((await findRecipient(tx, query.tenantId, query.id)) === null) throw notFound("alert recipient");
  });
}

async function listDeliveries(
  ctx: EngineContext,
  { tenantId, id, limit, cursor }: Query,
  requireTarget: (tx: Tx) => Promise<void>,
): Promise<Page<DeliveryView>> {
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, async (tx) => {
    await requireTarget(tx);
    return selectDeliveries(tx, tenantId, id, { before, limit: limit + 1 });
  });
  return toPage(rows, limit, (row) => [row.id], toDeliveryView);
}
