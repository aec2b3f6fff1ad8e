import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { isWanted, noticePayload, type Wish } from "./policy/notice.ts";
import { insertDeliveries, type NewDelivery } from "./repo-deliveries.ts";
import { listRecipientWishes } from "./repo-recipients.ts";
import { listWebhookWishes } from "./repo-webhooks.ts";
import { digestMs } from "./thresholds.ts";
import type { AlertRow, NoticeEvent } from "./types.ts";

type Notice = { event: NoticeEvent; alert: AlertRow };
type Target = Wish & { id: string };

/**
 * Puts the notices of a change into the outbox, one row for everybody who wants to hear of it. Call it in the transaction of the change:
 * either both are there or neither. Without a mail server of the platform no mail is promised.
 */
export async function writeNotices(
  ctx: EngineContext,
  tx: Tx,
  tenantId: string,
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0) return;
  const webhooks: Target[] = await listWebhookWishes(tx, tenantId);
  const recipients: Target[] = ctx.config.alertMail === null ? [] : await listRecipientWishes(tx, tenantId);
  const now = ctx.now();
  const rows = notices.flatMap(({ event, alert }) => {
    const row = {
      tenant_id: tenantId,
      alert_id: alert.id,
      event,
      payload: noticePayload({ event, alert, at: now }, ctx.config.appUrl),
      created_at: now,
    };
    const wanting = (targets: Target[]) => targets.filter((target) => isWanted({ event, alert }, target));
    const mailAt = new Date(now.getTime() + (event === "closed" ? digestMs : 0));
    return [
      ...wanting(webhooks).map(
        ({ id }): NewDelivery => ({ ...row, channel: "webhook", target_id: id, next_attempt_at: now }),
      ),
      ...wanting(recipients).map(
        ({ id }): NewDelivery => ({ ...row, channel: "email", target_id: id, next_attempt_at: mailAt }),
      ),
    ];
  });
  await insertDeliveries(tx, rows);
}
