import type { EngineContext } from "#lib/engine/context.ts";
import { nextAttemptAt } from "./policy/retry.ts";
import { type PostResult, postNotice } from "./post-notice.ts";
import {
  type AttemptResult,
  claimWebhookDeliveries,
  type DeliveryRow,
  dropDeliveries,
  endAttempt,
} from "./repo-deliveries.ts";
import { lockWebhook, noteOnWebhook, selectActiveWebhooks, type WebhookRow } from "./repo-webhooks.ts";
import { attemptLeaseMs, concurrentDeliveries, deliveriesPerRun, endpointFailingMs } from "./thresholds.ts";

export type DeliveryCounts = { delivered: number; failed: number };

/**
 * Posts the notices that are due. A delivery is claimed for the time of an attempt and posted outside any transaction: a process that dies
 * in between leads to a second post with the same id, never to none. In no order; a receiver goes by the time in the body.
 */
export async function deliverWebhooks(ctx: EngineContext, tenantId: string): Promise<DeliveryCounts> {
  const { rows, endpoints } = await claim(ctx, tenantId);
  const counts = { delivered: 0, failed: 0 };
  for (let start = 0; start < rows.length; start += concurrentDeliveries) {
    const batch = rows.slice(start, start + concurrentDeliveries);
    await Promise.all(
      batch.map(async (row) => {
        const endpoint = endpoints.get(row.target_id);
        const isDelivered = endpoint ? await deliver(ctx, endpoint, row) : await drop(ctx, row);
        counts[isDelivered ? "delivered" : "failed"] += 1;
      }),
    );
  }
  return counts;
}

async function claim(ctx: EngineContext, tenantId: string) {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await claimWebhookDeliveries(tx, tenantId, {
      now,
      leaseUntil: new Date(now.getTime() + attemptLeaseMs),
      limit: deliveriesPerRun,
    });
    const ids = [...new Set(rows.map((row) => row.target_id))];
    const endpoints = ids.length === 0 ? [] : await selectActiveWebhooks(tx, tenantId, ids);
    return { rows, endpoints: new Map(endpoints.map((endpoint) => [endpoint.id, endpoint])) };
  });
}

async function deliver(ctx: EngineContext, endpoint: WebhookRow, row: DeliveryRow): Promise<boolean> {
  const result = await postNotice(ctx, endpoint, row);
  await storeResult(ctx, row, result);
  return result.kind === "delivered";
}

async function drop(ctx: EngineContext, { tenant_id: tenantId, target_id }: DeliveryRow): Promise<false> {
  await ctx.forTenant(tenantId, (tx) => dropDeliveries(tx, tenantId, target_id, "The webhook is turned off."));
  return false;
}

/**
 * Stores what came of an attempt and what it says of the endpoint, which is switched off when it is gone or has failed for days. The
 * endpoint is locked first: whoever drops its deliveries takes the locks in the same order.
 */
async function storeResult(ctx: EngineContext, row: DeliveryRow, result: PostResult): Promise<void> {
  const { tenant_id: tenantId, target_id: id } = row;
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    const endpoint = await lockWebhook(tx, tenantId, id);
    await endAttempt(tx, tenantId, [row.id], attemptResult(row, result, now));
    if (endpoint === null) return;
    if (result.kind === "delivered") {
      if (endpoint.failing_since !== null) await noteOnWebhook(tx, tenantId, id, { failing_since: null });
      return;
    }
    const off = switchedOff(endpoint, result, now);
    const note = off === null ? {} : { is_active: false, disabled_at: now, disabled_reason: off };
    await noteOnWebhook(tx, tenantId, id, { failing_since: endpoint.failing_since ?? now, ...note });
    if (off !== null) await dropDeliveries(tx, tenantId, id, off);
  });
}

/** The row as it is after an attempt; `isLast` when it is not to be tried again in any case. */
export function attemptResult(row: DeliveryRow, result: PostResult, now: Date, isLast = false): AttemptResult {
  const isOpen = result.kind === "failed" && !isLast;
  const next = isOpen ? nextAttemptAt(row.attempts, result.retryAfterMs, now) : null;
  const ended = result.kind === "delivered" ? "delivered" : "failed";
  return {
    status: next === null ? ended : "pending",
    next_attempt_at: next,
    last_status: result.status,
    last_error: result.error,
    last_answer: result.answer,
    last_duration_ms: result.durationMs,
  };
}

function switchedOff(endpoint: WebhookRow, result: PostResult, now: Date): string | null {
  if (result.kind === "gone") return "It answered 410: it wants no more notices.";
  const since = endpoint.failing_since;
  if (since === null) return null;
  if (now.getTime() - since.getTime() < endpointFailingMs) return null;
  return `It has taken nothing for ${endpointFailingMs / 86_400_000} days. ${result.error ?? ""}`.trim();
}
