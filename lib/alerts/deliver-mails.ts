import type { EngineContext } from "#lib/engine/context.ts";
import type { PlatformMail } from "#lib/mail/platform-mail.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import { attemptResult, type DeliveryCounts } from "./deliver-webhooks.ts";
import { composeDigest, type DigestPayload } from "./policy/compose-digest.ts";
import { type AlertMailText, composeMail } from "./policy/compose-mail.ts";
import type { NoticePayload } from "./policy/notice.ts";
import type { PostResult } from "./post-notice.ts";
import { claimMailDeliveries, type DeliveryRow, dropDeliveries, endAttempt } from "./repo-deliveries.ts";
import { findRecipient } from "./repo-recipients.ts";
import { attemptLeaseMs, deliveriesPerRun } from "./thresholds.ts";

/**
 * Mails the notices that are due, one mail a person, over the platform's own mail server. What only tells of ends waits for its hour; any
 * other mail takes it along. A mail of which nobody knows whether it left is sent again: twice is better than never here, but for a
 * digest, of which there is another tomorrow.
 */
export async function deliverMails(ctx: EngineContext, tenantId: string): Promise<DeliveryCounts> {
  const counts = { delivered: 0, failed: 0 };
  const mail = ctx.config.alertMail;
  if (mail === null) return counts;
  const now = ctx.now();
  const leaseUntil = new Date(now.getTime() + attemptLeaseMs);
  const rows = await ctx.forTenant(tenantId, (tx) =>
    claimMailDeliveries(tx, tenantId, { now, leaseUntil, limit: deliveriesPerRun }),
  );
  // A digest is a letter of its own; notices of one person share one.
  for (const own of Map.groupBy(rows, (row) => (row.event === "digest" ? row.id : row.target_id)).values()) {
    const isDelivered = await mailOne(ctx, mail, { tenantId, recipientId: own[0]?.target_id ?? "", rows: own });
    counts[isDelivered ? "delivered" : "failed"] += own.length;
  }
  return counts;
}

type Letter = { tenantId: string; recipientId: string; rows: DeliveryRow[] };

async function mailOne(
  ctx: EngineContext,
  mail: PlatformMail,
  { tenantId, recipientId, rows }: Letter,
): Promise<boolean> {
  const recipient = await ctx.forTenant(tenantId, (tx) => findRecipient(tx, tenantId, recipientId));
  if (recipient === null) {
    await ctx.forTenant(tenantId, (tx) => dropDeliveries(tx, tenantId, recipientId, "The recipient was removed."));
    return false;
  }
  const result = await send(ctx, mail, recipient.email, rows);
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    for (const row of rows) await endAttempt(tx, tenantId, [row.id], attemptResult(row, result, now));
  });
  return result.kind === "delivered";
}

async function send(ctx: EngineContext, mail: PlatformMail, to: string, rows: DeliveryRow[]): Promise<PostResult> {
  const begun = performance.now();
  const outcome = await ctx.mail.deliver(mail.transport, {
    messageId: `<alert-${rows[0]?.id}@${recipientDomainOf(mail.from.address)}>`,
    from: mail.from,
    to: { address: to },
    ...textOf(rows, ctx.config.appUrl),
    // RFC 3834: nobody's out-of-office answers it
    headers: { "Auto-Submitted": "auto-generated" },
    customArgs: {},
  });
  const durationMs = Math.round(performance.now() - begun);
  const shared = { status: null, answer: null, durationMs, retryAfterMs: null };
  if (outcome.kind === "accepted") return { ...shared, kind: "delivered", error: null, answer: outcome.response };
  if (outcome.kind === "unknown")
    return { ...shared, kind: isDigest(rows) ? "final" : "failed", error: outcome.detail };
  const isFinal = outcome.isPermanent;
  return { ...shared, kind: isFinal ? "final" : "failed", error: `${outcome.code} ${outcome.detail}` };
}

const isDigest = (rows: readonly DeliveryRow[]) => rows[0]?.event === "digest";

function textOf(rows: readonly DeliveryRow[], appUrl: string): AlertMailText {
  const payloads = rows.map((row) => row.payload as unknown);
  if (isDigest(rows)) return composeDigest(payloads[0] as DigestPayload, appUrl);
  return composeMail(payloads as NoticePayload[], appUrl);
}
