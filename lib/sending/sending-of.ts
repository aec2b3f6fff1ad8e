import type { EngineContext } from "#lib/engine/context.ts";
import type { ConnectionKind, MailTransport } from "#lib/mail/types.ts";
import { decryptSecrets } from "#lib/secrets/secret-box.ts";
import type { SendFacts } from "#lib/sequencing/types.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { unsubscribeUrl } from "#lib/suppressions/unsubscribe-token.ts";
import { composeMessage } from "./policy/compose-message.ts";
import type { MessageRow, SenderRow } from "./repo-hand-over.ts";
import type { Claim, OutgoingMessage, Sending } from "./types.ts";

export type HandOver = {
  claim: Claim;
  message: MessageRow;
  prospect: SendFacts;
  sender: SenderRow;
  settings: VersionedSettings;
  now: Date;
};

/** The message and the way it leaves; null when the connection's secrets cannot be opened. */
export function sendingOf(ctx: EngineContext, handOver: HandOver): Sending | null {
  const transport = transportOf(ctx, handOver.sender);
  if (transport === null) return null;
  return { claim: handOver.claim, sentAt: handOver.now, transport, message: messageOf(ctx, handOver) };
}

function transportOf(ctx: EngineContext, sender: SenderRow): MailTransport | null {
  try {
    return {
      connectionId: sender.connection_id,
      kind: sender.kind as ConnectionKind,
      settings: sender.settings as Record<string, unknown>,
      secrets: decryptSecrets(ctx.config, sender.secrets_encrypted),
    };
  } catch (error) {
    ctx.log.error({ err: error, connectionId: sender.connection_id }, "the connection's secrets cannot be opened");
    return null;
  }
}

function messageOf(ctx: EngineContext, { claim, message, prospect, sender, settings }: HandOver): OutgoingMessage {
  const { tenantId, outreachEmailId, outreachId } = claim;
  const earlier = prospect.cycleMessages.filter((other) => other.step < message.sequence_step);
  const sent = earlier.filter((other) => other.status === "sent" || other.status === "unknown");
  return composeMessage({
    ids: { outreachEmailId, outreachId, cycle: message.re_contact_cycle, step: message.sequence_step },
    messageId: message.message_id,
    from: { name: sender.from_name, address: sender.from_email },
    to: { address: message.to_email },
    replyTo: sender.reply_to_email,
    subject: message.subject ?? "",
    bodyText: message.body_text ?? "",
    bodyHtml: message.body_html ?? "",
    inReplyTo: message.in_reply_to,
    cycleMessageIds: sent.map((other) => other.messageId),
    footer: {
      company: sender.tenant_name,
      address: settings.company_address ?? "",
      unsubscribeUrl: unsubscribeUrl(ctx.config, { tenantId, outreachEmailId }),
    },
    connection: { kind: sender.kind, eventSource: sender.event_source },
  });
}
