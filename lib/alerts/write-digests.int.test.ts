import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { platformMail } from "#lib/mail/platform-mail.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { removeRecipient } from "./change-recipients.ts";
import { deliverMails } from "./deliver-mails.ts";
import { tendAlerts } from "./tend-alerts.ts";
import { addRecipient, deliveriesOf, setSettings } from "./testing/alert-world.ts";
import { writeDigests } from "./write-digests.ts";

const ctx = createTestContext();
const accepted = { kind: "accepted", providerMessageId: null, response: "250 queued" } as const;

/** Chicago is five hours behind in June. */
const chicago = (day: number, time: string) => ctx.setNow(new Date(`2026-06-${day}T${time}:00-05:00`));

beforeEach(() => {
  ctx.config.alertMail = platformMail("smtps://ops:secret@mail.company.test", "alerts@company.test");
  ctx.delivered.length = 0;
  ctx.onDeliver(() => accepted);
  chicago(10, "05:30");
});
afterEach(() => {
  ctx.config.alertMail = null;
});

async function tenantWithReader(digest_hour: number | undefined = 6) {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const recipientId = await addRecipient(ctx, tenantId, { digest_hour });
  const write = () => writeDigests(ctx, { tenantId });
  return { tenantId, recipientId, write, deliver: () => deliverMails(ctx, tenantId) };
}

describe("when it is written", () => {
  it("once a day from its hour on, in the sending zone", async () => {
    const { write, tenantId } = await tenantWithReader();
    expect(await write()).toBe(0);
    chicago(10, "06:00");
    expect([await write(), await write()]).toEqual([1, 0]);
    chicago(10, "23:55");
    expect(await write()).toBe(0);
    chicago(11, "05:59");
    expect(await write()).toBe(0);
    chicago(11, "06:00");
    expect(await write()).toBe(1);
    expect((await deliveriesOf(ctx, tenantId)).map((row) => row.digest_day?.toISOString().slice(0, 10))).toEqual([
      "2026-06-10",
      "2026-06-11",
    ]);
  });

  it("also when the hour was missed, and never for a day that is over", async () => {
    const { write } = await tenantWithReader();
    chicago(10, "20:00");
    expect(await write()).toBe(1);
    chicago(13, "07:00");
    expect([await write(), await write()]).toEqual([1, 0]);
  });

  it("once, however many look at the same moment", async () => {
    const { write, tenantId } = await tenantWithReader();
    chicago(10, "06:00");
    const written = await Promise.all(Array.from({ length: 4 }, write));
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await deliveriesOf(ctx, tenantId)).toHaveLength(1);
  });

  it("for each at their own hour, for nobody who did not ask", async () => {
    const { write, tenantId } = await tenantWithReader(8);
    await addRecipient(ctx, tenantId, { digest_hour: 6 });
    await addRecipient(ctx, tenantId);
    chicago(10, "06:10");
    expect(await write()).toBe(1);
    chicago(10, "08:10");
    expect(await write()).toBe(1);
  });

  it("not at all without a mail server of the platform", async () => {
    const { write, tenantId } = await tenantWithReader();
    chicago(10, "06:00");
    ctx.config.alertMail = null;
    expect(await write()).toBe(0);
    expect(await deliveriesOf(ctx, tenantId)).toEqual([]);
  });
});

describe("what it says", () => {
  it("is yesterday in the sending zone, with what needs a person, in a mail of its own", async () => {
    const { tenantId } = await tenantWithReader();
    const { outreach } = await createTestProspect(ctx, tenantId, {
      status: "contacted",
      next_send_at: null,
      hold_reason: "engagement_gate",
    });
    const times = ["2026-06-09T05:00:00Z", "2026-06-10T04:59:59Z", "2026-06-10T05:00:00Z", "2026-06-09T04:59:59Z"];
    for (const [index, time] of times.entries()) {
      const sent_at = new Date(time);
      await createTestEmail(ctx, tenantId, outreach.id, {
        sequence_step: index + 1,
        sent_at,
        bounced_at: index === 0 ? sent_at : null,
      });
    }
    await setSettings(ctx, tenantId, { sequencer_paused: true });
    chicago(10, "06:00");
    await tendAlerts(ctx, { tenantId });
    const subjects = ctx.delivered.map(({ message }) => message.subject);
    expect(subjects.toSorted()).toEqual([
      "Daily digest, Jun 9, 2026: 2 sent, 1 bounced, 1 alert open",
      "[critical] The kill switch is on",
    ]);
    const text = ctx.delivered.find(({ message }) => message.subject.startsWith("Daily"))?.message.text ?? "";
    expect(text).toContain("1 bounced (50.0 %)");
    expect(text).toContain("1 Held by the engagement gate");
    expect(text).toContain("[critical] The kill switch is on");
  });
});

describe("how it is mailed", () => {
  it("is tried again when the server refuses for now, with the same words", async () => {
    const { write, deliver } = await tenantWithReader();
    chicago(10, "06:00");
    await write();
    ctx.onDeliver(() => ({
      kind: "refused",
      isPermanent: false,
      isCredentialProblem: false,
      code: "451",
      detail: "later",
    }));
    expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
    ctx.onDeliver(() => accepted);
    chicago(10, "07:00");
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    const [first, second] = ctx.delivered.map(({ message }) => message.text);
    expect(second).toBe(first);
  });

  it("is not sent again when nobody knows whether it left: never twice for a day", async () => {
    const { write, deliver, tenantId } = await tenantWithReader();
    chicago(10, "06:00");
    await write();
    ctx.onDeliver(() => ({ kind: "unknown", detail: "timed out" }));
    await deliver();
    chicago(10, "09:00");
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    expect(await deliveriesOf(ctx, tenantId)).toMatchObject([{ status: "failed", last_error: "timed out" }]);
  });

  it("goes to nobody who was removed meanwhile", async () => {
    const { write, deliver, tenantId, recipientId } = await tenantWithReader();
    chicago(10, "06:00");
    await write();
    const actor = { kind: "user", id: crypto.randomUUID(), label: "Ann", role: "owner" } as const;
    await removeRecipient(ctx, { tenantId, actor, id: recipientId });
    await deliver();
    expect(ctx.delivered).toEqual([]);
  });
});
