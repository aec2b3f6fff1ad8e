import { htmlPart, textPart } from "#lib/generation/policy/body-layout.ts";
import type { OutgoingMessage } from "../types.ts";

export type ComposeFacts = {
  ids: { outreachEmailId: string; outreachId: string; cycle: number; step: number };
  messageId: string;
  from: { name: string; address: string };
  to: { address: string };
  replyTo: string | null;
  subject: string;
  bodyText: string;
  bodyHtml: string;
  /** the message it answers, and all of this cycle before it, oldest first */
  inReplyTo: string | null;
  cycleMessageIds: readonly string[];
  footer: { company: string; address: string; unsubscribeUrl: string };
  connection: { kind: string; eventSource: string };
};

/**
 * One message as it leaves (SPEC §7): both parts with postal address and unsubscribe link, one-click headers (RFC 8058), threading,
 * and our ids. Nothing in headers or arguments says more about the recipient than their address.
 */
export function composeMessage(facts: ComposeFacts): OutgoingMessage {
  const customArgs = {
    outreach_email_id: facts.ids.outreachEmailId,
    outreach_id: facts.ids.outreachId,
    re_contact_cycle: String(facts.ids.cycle),
    sequence_step: String(facts.ids.step),
  };
  return {
    messageId: facts.messageId,
    from: facts.from,
    to: facts.to,
    ...(facts.replyTo ? { replyTo: facts.replyTo } : {}),
    subject: facts.subject,
    text: textPart(facts.bodyText, facts.footer),
    html: htmlPart(facts.bodyHtml, facts.footer),
    ...threading(facts),
    headers: { ...oneClick(facts.footer.unsubscribeUrl), ...smtpArguments(facts, customArgs) },
    customArgs,
  };
}

function threading({ inReplyTo, cycleMessageIds }: ComposeFacts) {
  return inReplyTo === null ? {} : { inReplyTo, references: [...new Set([...cycleMessageIds, inReplyTo])] };
}

function oneClick(unsubscribeUrl: string): Record<string, string> {
  return { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/** Over SMTP, SendGrid takes our ids from this header. Blanks after , and : let it be folded. */
function smtpArguments({ connection }: ComposeFacts, customArgs: Record<string, string>): Record<string, string> {
  if (connection.kind !== "smtp" || connection.eventSource !== "sendgrid") return {};
  const pairs = Object.entries(customArgs).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return { "X-SMTPAPI": `{"unique_args": {${pairs.join(", ")}}}` };
}
