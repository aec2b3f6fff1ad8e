import { afterEach, beforeEach, expect, it } from "vitest";
import { platformMail } from "#lib/mail/platform-mail.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { deliverMails } from "./deliver-mails.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { addRecipient, deliveriesOf, setSettings } from "./testing/alert-world.ts";

const ctx = createTestContext();
const start = Date.parse("2026-06-10T16:00:00Z");
const at = (minutes: number) => ctx.setNow(new Date(start + minutes * 60_000));

beforeEach(() => {
  ctx.config.alertMail = platformMail("smtps://ops:s%2Fcret@mail.company.test", "alerts@company.test");
  ctx.delivered.length = 0;
  ctx.onDeliver(() => ({ kind: "accepted", providerMessageId: null, response: "250 queued" }));
  at(0);
});
afterEach(() => {
  ctx.config.alertMail = null;
});

async function tenantWithPerson() {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const recipientId = await addRecipient(ctx, tenantId, { email: `ann-${tenantId}@company.test` });
  const change = async (settings: Parameters<typeof setSettings>[2]) => {
    await setSettings(ctx, tenantId, settings);
    await evaluateAlerts(ctx, { tenantId });
  };
  return { tenantId, recipientId, change, deliver: () => deliverMails(ctx, tenantId) };
}

it("mails what began, over the platform's own server and never a mailbox of the tenant", async () => {
  const { tenantId, change, deliver } = await tenantWithPerson();
  await change({ sequencer_paused: true });
  expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
  expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
  expect(ctx.delivered).toMatchObject([
    {
      transport: {
        connectionId: "platform",
        settings: { host: "mail.company.test", port: 465, security: "tls", username: "ops" },
        secrets: { password: "s/cret" },
      },
      message: {
        from: { address: "alerts@company.test" },
        to: { address: `ann-${tenantId}@company.test` },
        subject: "[critical] The kill switch is on",
        headers: { "Auto-Submitted": "auto-generated" },
      },
    },
  ]);
  expect(await deliveriesOf(ctx, tenantId)).toMatchObject([{ status: "delivered", last_answer: "250 queued" }]);
});

it("keeps ends for an hour, and sends them together", async () => {
  const { change, deliver } = await tenantWithPerson();
  await change({ sequencer_paused: true });
  await deliver();
  at(10);
  await change({ sequencer_paused: false });
  at(69);
  expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
  at(70);
  expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
  expect(ctx.delivered.map(({ message }) => message.subject)).toEqual([
    "[critical] The kill switch is on",
    "[over] The kill switch is on",
  ]);
});

it("takes an end along with the next thing that begins", async () => {
  const { change, deliver } = await tenantWithPerson();
  await change({ sequencer_paused: true });
  await deliver();
  at(10);
  await change({ sequencer_paused: false, company_address: null });
  expect(await deliver()).toEqual({ delivered: 2, failed: 0 });
  expect(ctx.delivered.at(-1)?.message.subject).toBe("[critical] No postal address, and 1 more");
});

it.each([
  {
    name: "refused for now",
    outcome: { kind: "refused", isPermanent: false, isCredentialProblem: true, code: "535", detail: "no" },
    status: "pending",
  },
  { name: "not known to be sent", outcome: { kind: "unknown", detail: "silence" }, status: "pending" },
  {
    name: "refused for good",
    outcome: { kind: "refused", isPermanent: true, isCredentialProblem: false, code: "550", detail: "no such user" },
    status: "failed",
  },
] as const)("$name → $status", async ({ outcome, status }) => {
  const { tenantId, change, deliver } = await tenantWithPerson();
  ctx.onDeliver(() => outcome);
  await change({ sequencer_paused: true });
  expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
  const [row] = await deliveriesOf(ctx, tenantId);
  expect(row).toMatchObject({ status, attempts: 1, last_error: expect.stringContaining(outcome.detail) });
  ctx.onDeliver(() => ({ kind: "accepted", providerMessageId: null, response: "250 ok" }));
  at(1);
  expect(await deliver()).toEqual({ delivered: status === "pending" ? 1 : 0, failed: 0 });
});

it("mails nobody who was removed, and nobody at all without a mail server", async () => {
  const { tenantId, recipientId, change, deliver } = await tenantWithPerson();
  await change({ sequencer_paused: true });
  const configured = ctx.config.alertMail;
  ctx.config.alertMail = null;
  expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
  ctx.config.alertMail = configured;
  await ctx.forTenant(tenantId, (tx) => tx.alertRecipient.delete({ where: { id: recipientId } }));
  expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
  expect([await deliveriesOf(ctx, tenantId), ctx.delivered]).toMatchObject([[{ status: "dropped" }], []]);
});
