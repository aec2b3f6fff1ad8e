import type { EngineContext } from "#lib/engine/context.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { findRecipient, markUnsubscribed } from "./repo-unsubscribe.ts";
import { suppress } from "./suppress.ts";
import { readUnsubscribeToken } from "./unsubscribe-token.ts";

export type UnsubscribeResult = { kind: "unsubscribed"; tenantName: string } | { kind: "unknown_link" };

/** Whose mail a link ends, without changing anything: for the page behind it. */
export async function describeUnsubscribeLink(
  ctx: EngineContext,
  token: string,
): Promise<{ tenantName: string } | null> {
  const subject = readUnsubscribeToken(ctx.config, token);
  if (subject === null) return null;
  const recipient = await ctx.forTenant(subject.tenantId, (tx) => findRecipient(tx, subject));
  return recipient && { tenantName: recipient.tenant_name };
}

/**
 * Ends all mail to the address that a link was sent to, at once and for good: suppression, status and open sends in one transaction
 * (SPEC §7, RFC 8058). Again is no error. A forged or foreign token changes nothing.
 */
export async function unsubscribe(ctx: EngineContext, token: string): Promise<UnsubscribeResult> {
  const subject = readUnsubscribeToken(ctx.config, token);
  if (subject === null) return { kind: "unknown_link" };
  const { tenantId } = subject;
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const recipient = await findRecipient(tx, subject);
    if (recipient === null) return { kind: "unknown_link" };
    const entry = {
      kind: "email",
      value: recipient.to_email,
      reason: "unsubscribed",
      source: "unsubscribe_link",
    } as const;
    const { outreachIds } = await suppress(tx, { ...entry, tenantId, now });
    const concerned = [...new Set([...outreachIds, recipient.outreach_id])];
    await cancelOpenSends(tx, { tenantId, outreachIds: concerned, reason: "unsubscribed", now });
    await markUnsubscribed(tx, tenantId, concerned, now);
    return { kind: "unsubscribed", tenantName: recipient.tenant_name };
  });
}
