import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { DeliveryView } from "./contract-delivery.ts";
import { attemptResult } from "./deliver-webhooks.ts";
import { toDeliveryView } from "./delivery-view.ts";
import type { NoticePayload } from "./policy/notice.ts";
import { postNotice } from "./post-notice.ts";
import { endAttempt, findDelivery, insertDeliveries } from "./repo-deliveries.ts";
import { findWebhook } from "./repo-webhooks.ts";
import { attemptLeaseMs } from "./thresholds.ts";

type Request = { tenantId: string; actor: Actor; id: string; requestId?: string };

/**
 * Posts a notice to an outgoing webhook at once, also to one that is switched off, and answers what came of it. It is not tried again.
 * @throws AppError not_found
 */
export async function testWebhook(ctx: EngineContext, { id, ...asked }: Request): Promise<DeliveryView> {
  const { tenantId } = asked;
  const now = ctx.now();
  const { endpoint, delivery } = await ctx.forTenant(tenantId, async (tx) => {
    const found = await findWebhook(tx, tenantId, id);
    if (found === null) throw notFound("outgoing webhook");
    const row = {
      tenant_id: tenantId,
      alert_id: null,
      channel: "webhook",
      target_id: id,
      event: "test",
      payload: testPayload(ctx, tenantId, now),
      attempts: 1,
      attempted_at: now,
      next_attempt_at: new Date(now.getTime() + attemptLeaseMs),
      created_at: now,
    } as const;
    const [made] = await insertDeliveries(tx, [row]);
    if (!made) throw new Error("no delivery was made");
    await writeAudit(tx, { ...asked, action: "outgoing_webhook.tested", targetKind: "outgoing_webhook", targetId: id });
    return { endpoint: found, delivery: made };
  });
  const result = await postNotice(ctx, endpoint, delivery);
  return ctx.forTenant(tenantId, async (tx) => {
    await endAttempt(tx, tenantId, [delivery.id], attemptResult(delivery, result, ctx.now(), true));
    return toDeliveryView(await findDelivery(tx, tenantId, delivery.id));
  });
}

function testPayload(ctx: EngineContext, tenantId: string, now: Date): NoticePayload {
  const { appUrl } = ctx.config;
  return {
    type: "alert.test",
    timestamp: now.toISOString(),
    data: {
      alert_id: null,
      tenant_id: tenantId,
      kind: "test",
      severity: "info",
      title: "This is a test",
      detail: "Somebody pressed the test button in the alert settings.",
      todo: "Nothing.",
      scope: { kind: "tenant", id: null, name: null },
      evidence: {},
      opened_at: now.toISOString(),
      closed_at: null,
      place_url: `${appUrl}/settings?tab=alerts`,
      alert_url: `${appUrl}/alerts`,
    },
  };
}
