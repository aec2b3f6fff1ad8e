import { describe, expect, it } from "vitest";
import { beginHandOver } from "#lib/sending/begin-hand-over.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "./answer-unsubscribe.ts";
import { isSuppressed } from "./find-suppressed.ts";
import { suppress } from "./suppress.ts";
import { createUnsubscribeToken } from "./unsubscribe-token.ts";

const ctx = createTestContext();

async function queuedWithLink() {
  const send = await createQueuedSend(ctx);
  const token = createUnsubscribeToken(ctx.config, { tenantId: send.tenantId, outreachEmailId: send.email.id });
  const suppressed = () => ctx.forTenant(send.tenantId, (tx) => isSuppressed(tx, send.prospect.email as string));
  return { send, token, suppressed };
}

describe("GET", () => {
  it("shows a button and changes nothing, however often scanners come", async () => {
    const { send, token, suppressed } = await queuedWithLink();
    const before = await stateOf(ctx, send);
    for (let visit = 0; visit < 100; visit += 1) {
      const response = await showUnsubscribePage(ctx, token);
      expect(response.status).toBe(200);
      if (visit === 0) expect(await response.text()).toContain('<form method="post"><button type="submit">');
    }
    expect(await stateOf(ctx, send)).toEqual(before);
    expect(await suppressed()).toBe(false);
  });

  it("lets nothing else run, load or be framed", async () => {
    const { token } = await queuedWithLink();
    const { headers } = await showUnsubscribePage(ctx, token);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.has("set-cookie")).toBe(false);
  });
});

describe("POST", () => {
  it("suppresses, marks and cancels at once, and answers itself; again is the same", async () => {
    const { send, token, suppressed } = await queuedWithLink();
    for (let time = 0; time < 2; time += 1) {
      const response = await acceptUnsubscribe(ctx, token);
      expect([response.status, response.headers.has("set-cookie"), response.headers.has("location")]).toEqual([
        200,
        false,
        false,
      ]);
    }
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, capacityUsed]).toEqual(["cancelled", "unsubscribed", 0]);
    expect(outreach).toMatchObject({
      status: "unsubscribed",
      email_unsubscribed: true,
      next_send_at: null,
      hold_reason: null,
    });
    expect(outreach.unsubscribed_at).toEqual(ctx.now());
    expect(await suppressed()).toBe(true);
  });

  it("only stops a prospect whose status a person set", async () => {
    const { send, token } = await queuedWithLink();
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.outreach.update({ where: { id: send.outreach.id }, data: { status: "interested", next_send_at: null } }),
    );
    await acceptUnsubscribe(ctx, token);
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ status: "interested", email_unsubscribed: true });
  });

  it("makes a suppression that could be lifted one that cannot", async () => {
    const { send, token } = await queuedWithLink();
    const value = send.prospect.email as string;
    const { tenantId } = send;
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "email", value, reason: "bounced", source: "webhook" }),
    );
    await acceptUnsubscribe(ctx, token);
    const rows = await ctx.forTenant(tenantId, (tx) => tx.suppression.findMany({ where: { tenant_id: tenantId } }));
    expect(rows.map((row) => row.reason)).toEqual(["unsubscribed"]);
  });

  it("is refused with a forged token or another tenant's", async () => {
    const { send, token, suppressed } = await queuedWithLink();
    const otherTenant = await createTestTenant(ctx);
    const mixed = createUnsubscribeToken(ctx.config, { tenantId: otherTenant, outreachEmailId: send.email.id });
    for (const bad of [`${token.slice(0, -2)}AA`, "nonsense", mixed]) {
      expect((await acceptUnsubscribe(ctx, bad)).status).toBe(404);
      expect((await showUnsubscribePage(ctx, bad)).status).toBe(404);
    }
    expect(await suppressed()).toBe(false);
    expect((await stateOf(ctx, send)).row.status).toBe("queued");
  });

  it("between claim and hand-over: nothing leaves", async () => {
    const { send, token } = await queuedWithLink();
    const claim = await claimedAndWritten(ctx, send);
    await acceptUnsubscribe(ctx, token);
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "gone" });
    expect(ctx.delivered.filter(({ message }) => message.messageId === send.email.message_id)).toEqual([]);
  });

  it("while the message is being handed over waits its turn and leaves it alone", async () => {
    const { send, token } = await queuedWithLink();
    const claim = await claimedAndWritten(ctx, send);
    const [begun, response] = await Promise.all([beginHandOver(ctx, claim), acceptUnsubscribe(ctx, token)]);
    expect(response.status).toBe(200);
    const { row } = await stateOf(ctx, send);
    expect(begun.kind === "go" ? "sending" : "cancelled").toBe(row.status);
  });

  it("says 503 when the wish cannot be stored", async () => {
    const { token } = await queuedWithLink();
    const broken = { ...ctx, forTenant: () => Promise.reject(new Error("no database")) };
    expect((await acceptUnsubscribe(broken, token)).status).toBe(503);
  });
});
