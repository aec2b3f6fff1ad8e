import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { cleanHtml } from "./clean-html.ts";
import type { MessageView } from "./contract-message.ts";
import { findMessage } from "./repo-message.ts";

/**
 * One message, in or out, as it was written; its HTML cleaned. The postal address and the unsubscribe link join it at the hand-over.
 * @throws AppError not_found, for another tenant's id too
 */
export async function getMessage(ctx: EngineContext, query: { tenantId: string; id: string }): Promise<MessageView> {
  const found = await ctx.forTenant(query.tenantId, (tx) => findMessage(tx, query.tenantId, query.id));
  if (!found) throw notFound("message");
  const cleaned = found.body_html === null ? null : cleanHtml(found.body_html);
  return {
    id: found.id,
    outreach_id: found.outreach_id,
    prospect_id: found.prospect_id,
    direction: found.direction as MessageView["direction"],
    kind: found.kind,
    status: found.status,
    re_contact_cycle: found.re_contact_cycle,
    sequence_step: found.sequence_step,
    from_email: found.from_email,
    to_email: found.to_email,
    subject: found.subject,
    html: cleaned?.html ?? null,
    text: found.body_text,
    images_left_out: cleaned?.imagesLeftOut ?? 0,
    angle: found.angle,
    fallback_used: found.fallback_used,
    fallback_reason: found.fallback_reason === null ? null : describeReason(found.fallback_reason).label,
    scheduled_at: found.scheduled_at.toISOString(),
    sent_at: found.sent_at?.toISOString() ?? null,
  };
}
