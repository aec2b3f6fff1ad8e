import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { processImport } from "#lib/prospects/process-import.ts";
import { receiveImport } from "#lib/prospects/receive-import.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { drainSends, ledgerOf } from "#lib/testing/drain-sends.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";

// 200 imported prospects, 3 domains × 2 mailboxes, a real SMTP server on loopback: what the server got is what the ledger says.
const ctx = createTestContext();
ctx.mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: ctx.config.appUrl });
const received: { recipients: string[]; mail: ParsedMail; raw: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      void simpleParser(raw).then((mail) => {
        received.push({ recipients: session.envelope.rcptTo.map((to) => to.address), mail, raw });
        done();
      });
    });
  },
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(async () => {
  await ctx.mail.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function* csv(count: number) {
  yield Buffer.from("email,name,company,trade,city,state,zip\n");
  for (let i = 0; i < count; i++)
    yield Buffer.from(`owner${i}@customer-${i % 100}.test,Pat Owner ${i},Company ${i},plumbing,Austin,TX,78701\n`);
}

it("sends each of 200 prospects exactly one first message over SMTP, inside the caps", async () => {
  const tenantId = await createTestTenant(ctx, { daily_email_limit: 500 });
  const settings = {
    host: "127.0.0.1",
    port: (server.server.address() as AddressInfo).port,
    security: "none",
    max_connections: 3,
  };
  const connection = await createTestConnection(ctx, tenantId, { kind: "smtp", event_source: "sendgrid", settings });
  for (let d = 0; d < 3; d++) {
    const domain = await createTestDomain(ctx, tenantId);
    for (let m = 0; m < 2; m++)
      await createTestMailbox(ctx, tenantId, {
        sending_domain_id: domain.id,
        provider_connection_id: connection.id,
        daily_limit: 60,
      });
  }
  const importId = await receiveImport(ctx, {
    tenantId,
    actor: systemActor("test"),
    filename: "list.csv",
    mode: "insert",
    campaignId: null,
    chunks: csv(200),
  });
  expect(await processImport(ctx, { tenantId, importId })).toEqual({ added: 200 });
  expect(await verifyProspects(ctx, { tenantId })).toMatchObject({ valid: 200 });
  expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 200 });
  await drainSends(ctx);

  const ledger = await ledgerOf(ctx, tenantId);
  expect(ledger.map((row) => row.status).filter((status) => status !== "sent")).toEqual([]);
  expect(new Set(ledger.map((row) => row.outreach_id)).size).toBe(200);
  expect(received.map(({ mail }) => mail.messageId).sort()).toEqual(ledger.map((row) => row.message_id).sort());
  const perMailbox = Map.groupBy(ledger, (row) => row.from_email);
  expect(perMailbox.size).toBe(6);
  expect(Math.max(...[...perMailbox.values()].map((rows) => rows.length))).toBeLessThanOrEqual(60);

  const rows = new Map(ledger.map((row) => [row.message_id, row]));
  for (const { recipients, mail, raw } of received) {
    const row = rows.get(mail.messageId ?? "");
    expect(recipients).toEqual([row?.to_email]);
    expect([mail.subject, mail.from?.value[0]?.address]).toEqual([row?.subject, row?.from_email]);
    expect(mail.text).toContain("1 Main St, Springfield, IL 62701");
    expect(mail.html).toContain("/u/");
    const headers = raw.slice(0, raw.indexOf("\r\n\r\n") + 2).replace(/\r\n[ \t]+/g, " ");
    expect(headers).toMatch(/^List-Unsubscribe: <http:\/\/127\.0\.0\.1:3000\/u\/[^>]+>\r$/m);
    expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const args = JSON.parse(String(mail.headers.get("x-smtpapi"))) as { unique_args: Record<string, string> };
    expect(args.unique_args).toMatchObject({
      outreach_email_id: row?.id,
      outreach_id: row?.outreach_id,
      re_contact_cycle: "0",
      sequence_step: "1",
    });
    expect(raw.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  }

  // a second run finds nobody due, and a repeated event sends nothing again
  expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0 });
  const [first] = ledger;
  if (first?.mailbox_id)
    ctx.published.push({
      type: "emailQueued",
      tenantId,
      outreachEmailId: first.id,
      mailboxId: first.mailbox_id,
      scheduledAt: ctx.now(),
    });
  await drainSends(ctx);
  expect(received.length).toBe(200);
}, 120_000);
