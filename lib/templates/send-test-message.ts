import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { ConnectionKind, DeliveryOutcome, MailTransport, OutgoingMessage } from "#lib/mail/types.ts";
import { decryptSecrets } from "#lib/secrets/secret-box.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { chooseProspects } from "./choose-prospects.ts";
import type { PreviewedMessage } from "./contract-preview.ts";
import type { TestMessageAnswer, TestMessageBody } from "./contract-test-message.ts";
import { previewMessage } from "./preview-message.ts";
import { listEarlierMessages, listPreviewRows } from "./repo-preview.ts";
import { findTestSender, type TestSender } from "./repo-test-sender.ts";

type Request = { tenantId: string; actor: Actor; requestId?: string; body: TestMessageBody };

/**
 * Sends what a prospect would get to the person who asks, over the mailbox's own connection. It is in no ledger and takes no capacity, and
 * carries no id and no live link, so whatever is reported of it counts for nobody.
 * @throws AppError not_found; conflict when no text can be written or the connection's secrets cannot be read
 */
export async function sendTestMessage(ctx: EngineContext, request: Request): Promise<TestMessageAnswer> {
  const { actor, body } = request;
  const { sender, row, earlier } = await load(ctx, request);
  const template =
    body.subject === undefined || body.body === undefined ? null : { subject: body.subject, body: body.body };
  const place = { cycle: body.cycle, step: body.step };
  const { message } = await previewMessage(ctx, { row, earlier, template, place });
  const transport = transportOf(ctx, sender);
  const outgoing = compose(sender, actor.label, message);
  await record(ctx, request, sender, row.prospect_id);
  const outcome = await ctx.mail.deliver(transport, outgoing).catch(unknown);
  return { to_email: actor.label, subject: outgoing.subject, outcome: outcome.kind, detail: detailOf(outcome) };
}

async function load(ctx: EngineContext, { tenantId, body }: Request) {
  const { mailbox_id, prospect_id } = body;
  return ctx.forTenant(tenantId, async (tx) => {
    const sender = await findTestSender(tx, tenantId, mailbox_id);
    if (!sender) throw notFound("mailbox");
    const prospectIds = prospect_id ? [prospect_id] : await chooseProspects(tx, tenantId, { limit: 1 });
    const [row] = await listPreviewRows(tx, tenantId, { prospectIds, mailbox_id });
    if (!row && prospect_id === undefined)
      throw new AppError("conflict", "A test is written for a real prospect, and there is none yet.");
    if (!row) throw notFound("prospect");
    return { sender, row, earlier: await listEarlierMessages(tx, tenantId, row.outreach_id) };
  });
}

/** Written before the message leaves: what may have been sent is never missing from the log. */
async function record(ctx: EngineContext, request: Request, { from_email }: TestSender, prospect_id: string) {
  const { tenantId, actor, requestId, body } = request;
  const { mailbox_id, cycle, step } = body;
  await ctx.forTenant(tenantId, (tx) =>
    writeAudit(tx, {
      tenantId,
      actor,
      requestId,
      action: "template.test_sent",
      targetKind: "mailbox",
      targetId: mailbox_id,
      after: { from_email, to_email: actor.label, prospect_id, cycle, step },
    }),
  );
}

function compose(sender: TestSender, to: string, { subject, text, html }: PreviewedMessage): OutgoingMessage {
  if (subject === null || text === null || html === null) {
    throw new AppError("conflict", "Nothing acceptable can be written for this prospect, so there is nothing to send.");
  }
  return {
    messageId: `<test-${crypto.randomUUID()}@${sender.domain}>`,
    from: { name: sender.from_name, address: sender.from_email },
    to: { address: to },
    ...(sender.reply_to_email ? { replyTo: sender.reply_to_email } : {}),
    subject: `[Test] ${subject}`,
    text,
    html,
    headers: { "X-Outreach-Test": "true" },
    customArgs: {},
  };
}

function transportOf(ctx: EngineContext, sender: TestSender): MailTransport {
  const { connection_id, kind, settings, secrets_encrypted } = sender;
  try {
    return {
      connectionId: connection_id,
      kind: kind as ConnectionKind,
      settings: settings as Record<string, unknown>,
      secrets: decryptSecrets(ctx.config, secrets_encrypted),
    };
  } catch (error) {
    throw error instanceof AppError ? new AppError("conflict", error.message) : error;
  }
}

function unknown(error: Error): DeliveryOutcome {
  return { kind: "unknown", detail: error.message };
}

function detailOf(outcome: DeliveryOutcome): string {
  return outcome.kind === "accepted" ? outcome.response : outcome.detail;
}
