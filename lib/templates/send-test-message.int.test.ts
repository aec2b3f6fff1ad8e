import { simpleParser } from "mailparser";
import { afterAll, describe, expect, it } from "vitest";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { startSmtpServer } from "#lib/mail/testing.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestConnection, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { testMessageBody } from "./contract-test-message.ts";
import { sendTestMessage } from "./send-test-message.ts";

const server = await startSmtpServer();
const mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: "http://127.0.0.1:3000" });
const ctx = { ...createTestContext(), mail };
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
afterAll(async () => {
  await mail.close();
  await server.close();
});

async function world(port = server.port) {
  const tenantId = await createTestTenant(ctx);
  const connection = await createTestConnection(ctx, tenantId, {
    kind: "smtp",
    event_source: "sendgrid",
    settings: { host: "127.0.0.1", port, security: "none" },
  });
  const mailbox = await createTestMailbox(ctx, tenantId, { provider_connection_id: connection.id });
  const { prospect } = await createTestProspect(ctx, tenantId);
  const send = (fields: object = {}) => {
    const text = { subject: "For {{company}}", body: "Hi {{first_name}}, a word about {{city}}." };
    const place = { prospect_id: prospect.id, mailbox_id: mailbox.id };
    return sendTestMessage(ctx, { tenantId, actor, body: testMessageBody.parse({ ...text, ...place, ...fields }) });
  };
  return { tenantId, connection, mailbox, prospect, send };
}

describe("a test message", () => {
  it("arrives at who asked for it, marked, and with nothing in it that could count or unsubscribe anybody", async () => {
    const { tenantId, mailbox, prospect, send } = await world();
    const before = server.received.length;
    const answer = await send();
    expect(answer).toMatchObject({ to_email: "ann@example.test", outcome: "accepted" });
    expect(server.received).toHaveLength(before + 1);
    const raw = server.received.at(-1) ?? "";
    const parsed = await simpleParser(raw);
    expect(parsed.subject).toBe(`[Test] For ${prospect.company}`);
    expect([parsed.to].flat().map((to) => to?.text)).toEqual(["ann@example.test"]);
    expect(parsed.from?.text).toContain(mailbox.from_email);
    expect(parsed.text).toContain("Hi Pat, a word about Springfield.");
    expect(parsed.text).toContain("/u/preview");
    expect(parsed.headers.has("list-unsubscribe")).toBe(false);
    expect(raw).not.toMatch(/^(List-Unsubscribe|X-SMTPAPI)/im);
    expect(raw).not.toContain(prospect.email ?? "?");
    const left = await ctx.forTenant(tenantId, async (tx) => ({
      ledger: await tx.outreachEmail.count(),
      capacity: await tx.capacityDay.count(),
      marks: await tx.reputationDirty.count(),
      audit: await tx.auditLog.findMany({ where: { action: "template.test_sent" } }),
    }));
    expect(left).toMatchObject({
      ledger: 0,
      capacity: 0,
      marks: 0,
      audit: [{ actor_label: "ann@example.test", target_id: mailbox.id, after: { prospect_id: prospect.id } }],
    });
  });

  it("is of the newest prospect and in the engine's own words where neither is chosen, and says when there is nobody", async () => {
    const { tenantId, mailbox, prospect } = await world();
    const body = testMessageBody.parse({ mailbox_id: mailbox.id });
    expect(await sendTestMessage(ctx, { tenantId, actor, body })).toMatchObject({ outcome: "accepted" });
    const parsed = await simpleParser(server.received.at(-1) ?? "");
    expect(parsed.subject).toMatch(/^\[Test\] ./);
    expect(parsed.text).toContain("/u/preview");
    const [line] = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { tenant_id: tenantId } }));
    expect(line?.after).toMatchObject({ prospect_id: prospect.id });
    const nobody = await createTestTenant(ctx);
    const box = await createTestMailbox(ctx, nobody);
    const refused = sendTestMessage(ctx, { tenantId: nobody, actor, body: { ...body, mailbox_id: box.id } });
    await expect(refused).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("none yet") });
  });

  it("takes a subject and a text together, or neither", () => {
    const { error } = testMessageBody.safeParse({ mailbox_id: crypto.randomUUID(), subject: "Hi" });
    expect(error?.issues).toMatchObject([{ path: ["body"], message: "give a subject and a text, or neither" }]);
  });

  it("says it when the server does not take it", async () => {
    const full = await startSmtpServer({ onRcptTo: (_to, _session, done) => done(new Error("mailbox full")) });
    const { send } = await world(full.port);
    expect(await send()).toMatchObject({ outcome: "refused", detail: expect.stringContaining("mailbox full") });
    await full.close();
  });

  it("is not sent where the connection's secrets cannot be read, nor from or about another tenant's", async () => {
    const [ours, theirs] = [await world(), await world()];
    const foreign = encryptSecrets(Buffer.alloc(32, 9), { password: "x" });
    const sealed = { where: { id: ours.connection.id }, data: { secrets_encrypted: foreign } };
    const before = server.received.length;
    await expect(ours.send({ mailbox_id: theirs.mailbox.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(ours.send({ prospect_id: theirs.prospect.id })).rejects.toMatchObject({ code: "not_found" });
    await ctx.forTenant(ours.tenantId, (tx) => tx.providerConnection.update(sealed));
    await expect(ours.send()).rejects.toMatchObject({ code: "conflict" });
    expect(server.received).toHaveLength(before);
  });
});
