import type { EngineContext } from "#lib/engine/context.ts";
import { deliverSend } from "#lib/sending/hand-over-send.ts";
import { recordSendOutcome } from "#lib/sending/record-send-outcome.ts";
import type { Claim, HandOverResult, Sending } from "#lib/sending/types.ts";

/** Hand-over as it would be without its last check: `sending` is committed, and nobody asks whether it may be. For `--break recheck`. */
export async function handOverUnchecked(ctx: EngineContext, claim: Claim): Promise<HandOverResult> {
  const { tenantId, outreachEmailId: id } = claim;
  const now = ctx.now();
  const row = await ctx.forTenant(tenantId, async (tx) => {
    const { count } = await tx.outreachEmail.updateMany({
      where: { id, claim_id: claim.claimId, status: "claimed" },
      data: { status: "sending", sent_at: now, lease_until: new Date(now.getTime() + 600_000), open_tracked: true },
    });
    return count === 1 ? tx.outreachEmail.findUniqueOrThrow({ where: { id } }) : null;
  });
  if (row === null) return { kind: "gone" };
  const ids = { outreach_email_id: id, outreach_id: claim.outreachId };
  const sending: Sending = {
    claim,
    sentAt: now,
    transport: { connectionId: row.provider_connection_id ?? "", kind: "simulator", settings: {}, secrets: {} },
    message: {
      messageId: row.message_id,
      from: { address: row.from_email },
      to: { address: row.to_email },
      subject: row.subject ?? "",
      text: row.body_text ?? "",
      html: row.body_html ?? "",
      headers: {},
      customArgs: { ...ids, re_contact_cycle: String(row.re_contact_cycle), sequence_step: String(row.sequence_step) },
    },
  };
  return recordSendOutcome(ctx, sending, await deliverSend(ctx, sending));
}
