import type { EngineContext } from "#lib/engine/context.ts";
import { deliverMails } from "./deliver-mails.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";
import { type AlertCounts, evaluateAlerts } from "./evaluate-alerts.ts";
import { writeDigests } from "./write-digests.ts";

/** Brings a tenant's alerts up to date, and sends the notices and the daily digests that are due. */
export async function tendAlerts(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
): Promise<AlertCounts & { delivered: number; failed: number }> {
  const counts = await evaluateAlerts(ctx, { tenantId });
  await writeDigests(ctx, { tenantId });
  const posted = await deliverWebhooks(ctx, tenantId);
  const mailed = await deliverMails(ctx, tenantId);
  return { ...counts, delivered: posted.delivered + mailed.delivered, failed: posted.failed + mailed.failed };
}
