import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import { readUnsubscribeToken } from "#lib/suppressions/unsubscribe-token.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: "http://127.0.0.1:3000" });
const ctx = { ...createTestContext(), mail };
const received: ParsedMail[] = [];

const server = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  onAuth: (auth, _session, done) => done(auth.password === "s3cret" ? null : new Error("no"), { user: auth.username }),
  onData: (stream, _session, done) => {
    simpleParser(stream).then((parsed) => {
      received.push(parsed);
      done();
    }, done);
  },
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
});

afterAll(async () => {
  await mail.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function smtpConnection(tenantId: string) {
  return createTestConnection(ctx, tenantId, {
    kind: "smtp",
    event_source: "sendgrid",
    settings: {
      host: "127.0.0.1",
      port: (server.server.address() as AddressInfo).port,
      security: "none",
      username: "apikey",
    },
    secrets_encrypted: encryptSecrets(ctx.config.encryptionKey, { password: "s3cret" }),
  });
}

const headerOf = (parsed: ParsedMail | undefined, name: string) =>
  parsed?.headerLines
    .find((line) => line.key === name)
    ?.line.replace(/^[^:]+:\s*/, "")
    .replace(/\r?\n[ \t]/g, " ");

it("what the ledger says was sent is what the server got: each message once, complete and signed off", async () => {
  const tenantId = await createTestTenant(ctx);
  const { id } = await smtpConnection(tenantId);
  const sends = await Promise.all(
    Array.from({ length: 20 }, () => createQueuedSend(ctx, { tenantId, mailbox: { provider_connection_id: id } })),
  );
  const results = await Promise.all(
    sends.map(async (send) => {
      const claim = await claimedAndWritten(ctx, send);
      return Promise.all([handOverSend(ctx, claim), handOverSend(ctx, claim)]);
    }),
  );
  expect(results.flat().filter((result) => result.kind === "sent")).toHaveLength(20);
  expect(received.map((parsed) => parsed.messageId).toSorted()).toEqual(
    sends.map((send) => send.email.message_id).toSorted(),
  );
  for (const send of sends) {
    const { row } = await stateOf(ctx, send);
    const parsed = received.find((one) => one.messageId === row.message_id);
    expect([row.status, parsed?.subject]).toEqual(["sent", row.subject]);
    expect(parsed?.text).toContain(row.body_text?.split("\n")[0]);
    const link = /<http:\/\/127\.0\.0\.1:3000\/u\/([^>]+)>/.exec(headerOf(parsed, "list-unsubscribe") ?? "")?.[1] ?? "";
    expect(readUnsubscribeToken(ctx.config, link)).toEqual({ tenantId, outreachEmailId: row.id });
    expect(headerOf(parsed, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(JSON.parse(headerOf(parsed, "x-smtpapi") ?? "")).toEqual({
      unique_args: {
        outreach_email_id: row.id,
        outreach_id: row.outreach_id,
        re_contact_cycle: "0",
        sequence_step: "1",
      },
    });
    for (const part of [parsed?.text, parsed?.html || ""]) {
      expect(part).toContain("1 Main St, Springfield");
      expect(part).toContain("/u/");
    }
  }
});

it("a follow-up answers the message before it", async () => {
  const tenantId = await createTestTenant(ctx, { send_hours_end: "24:00" });
  const { id } = await smtpConnection(tenantId);
  const send = await createQueuedSend(ctx, { tenantId, mailbox: { provider_connection_id: id } });
  await handOverSend(ctx, await claimedAndWritten(ctx, send));
  const { id: _id, ...first } = send.email;
  const second = await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.create({
      data: {
        ...first,
        decision: undefined,
        sequence_step: 2,
        message_id: "<second@send.test>",
        in_reply_to: first.message_id,
      },
    }),
  );
  expect(await handOverSend(ctx, await claimedAndWritten(ctx, { tenantId, email: second }))).toEqual({ kind: "sent" });
  const parsed = received.find((one) => one.messageId === "<second@send.test>");
  expect([parsed?.inReplyTo, parsed?.references]).toEqual([first.message_id, first.message_id]);
  expect(parsed?.subject).not.toBe(received.find((one) => one.messageId === first.message_id)?.subject);
});
