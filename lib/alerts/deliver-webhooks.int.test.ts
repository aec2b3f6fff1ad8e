import { createHmac } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeWebhook, createWebhook, removeWebhook, rotateWebhookSecret } from "./change-webhooks.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { testWebhook } from "./test-webhook.ts";
import { deliveriesOf, openAlerts, setSettings } from "./testing/alert-world.ts";
import { startReceiver } from "./testing/receiver.ts";

const ctx = createTestContext();
const receiver = await startReceiver();
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.requests.length = 0;
  receiver.answer(() => ({ status: 204 }));
  ctx.setNow("2026-06-10T16:00:00Z");
});

const actor = systemActor("test");
const minutesOn = (minutes: number) => new Date(Date.parse("2026-06-10T16:00:00Z") + minutes * 60_000);

/** A tenant with an endpoint, and an alert that has just begun. */
async function tenantWithNews() {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const body = { name: "Pager", url: receiver.url, min_severity: "warning", kinds: [] } as const;
  const webhook = await createWebhook(ctx, { tenantId, actor, body: { ...body, kinds: [] } });
  await setSettings(ctx, tenantId, { sequencer_paused: true });
  await evaluateAlerts(ctx, { tenantId });
  return { tenantId, webhook, deliver: () => deliverWebhooks(ctx, tenantId), rows: () => deliveriesOf(ctx, tenantId) };
}

function signatureOf(secret: string, { headers, body }: (typeof receiver.requests)[number]) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

describe("a notice", () => {
  it("arrives once, signed with the secret that was shown, and says what began", async () => {
    const { tenantId, webhook, deliver, rows } = await tenantWithNews();
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    const [request, ...others] = receiver.requests;
    if (!request) throw new Error("nothing arrived");
    expect(others).toEqual([]);
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-timestamp": String(ctx.now().getTime() / 1000),
      "webhook-signature": signatureOf(webhook.secret, request),
    });
    const [alert] = await openAlerts(ctx, tenantId);
    expect(JSON.parse(request.body)).toMatchObject({
      type: "alert.opened",
      data: { alert_id: alert?.id, tenant_id: tenantId, kind: "engine_paused", severity: "critical" },
    });
    const [row] = await rows();
    expect(row).toMatchObject({
      status: "delivered",
      attempts: 1,
      last_status: 204,
      last_error: null,
      next_attempt_at: null,
    });
    expect(request.headers["webhook-id"]).toBe(`msg_${row?.id}`);
  });

  it("is tried again later and later under the same id, with what the receiver said kept", async () => {
    receiver.answer(() => ({ status: 500, body: `broken ${"x".repeat(600)}` }));
    const { deliver, rows } = await tenantWithNews();
    expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
    const [row] = await rows();
    expect(row).toMatchObject({ status: "pending", attempts: 1, last_status: 500, next_attempt_at: minutesOn(1) });
    expect(row?.last_answer).toMatch(/^broken x{493}$/);
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    ctx.setNow(minutesOn(1));
    await deliver();
    expect((await rows())[0]).toMatchObject({ attempts: 2, next_attempt_at: minutesOn(6) });
    receiver.answer(() => ({ status: 200 }));
    ctx.setNow(minutesOn(6));
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(new Set(receiver.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.requests.map((request) => request.headers["webhook-signature"])).size).toBe(3);
  });

  it("waits as long as the receiver asks", async () => {
    receiver.answer(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const { deliver, rows } = await tenantWithNews();
    await deliver();
    expect((await rows())[0]).toMatchObject({ status: "pending", next_attempt_at: minutesOn(60) });
  });

  it("is given up after a day", async () => {
    receiver.answer(() => ({ status: 503 }));
    const { deliver, rows } = await tenantWithNews();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await deliver();
      ctx.setNow((await rows())[0]?.next_attempt_at ?? ctx.now());
    }
    expect((await rows())[0]).toMatchObject({ status: "failed", attempts: 8, last_status: 503 });
    expect(receiver.requests).toHaveLength(8);
  });

  it("is not lost with the process that was posting it", async () => {
    const { tenantId, deliver, rows } = await tenantWithNews();
    const died = { ...ctx, forTenant: cutAfterFirst(ctx.forTenant) };
    await expect(deliverWebhooks(died, tenantId)).rejects.toThrow("died");
    expect((await rows())[0]).toMatchObject({ status: "pending", attempts: 1 });
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    ctx.setNow(minutesOn(10));
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    const ids = receiver.requests.map((request) => request.headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it("goes out once, however many deliver at once", async () => {
    const { deliver } = await tenantWithNews();
    const counts = await Promise.all(Array.from({ length: 6 }, deliver));
    expect([counts.reduce((sum, count) => sum + count.delivered, 0), receiver.requests.length]).toEqual([1, 1]);
  });

  it("follows no redirect", async () => {
    receiver.answer(() => ({ status: 302, headers: { location: "http://169.254.169.254/" } }));
    const { deliver, rows } = await tenantWithNews();
    await deliver();
    expect((await rows())[0]).toMatchObject({
      status: "pending",
      last_status: 302,
      last_error: "The endpoint answered 302.",
    });
  });
});

/** The claim commits; what comes after the post does not. */
function cutAfterFirst(forTenant: typeof ctx.forTenant): typeof ctx.forTenant {
  let calls = 0;
  return (...args) => {
    calls += 1;
    if (calls > 1) return Promise.reject(new Error("died"));
    return forTenant(...args);
  };
}

describe("an endpoint", () => {
  it("that is gone is switched off, what waited for it is dropped, and an alert says so", async () => {
    receiver.answer(() => ({ status: 410 }));
    const { tenantId, webhook, deliver, rows } = await tenantWithNews();
    await setSettings(ctx, tenantId, { sequencer_paused: false, company_address: null });
    await evaluateAlerts(ctx, { tenantId });
    await deliver();
    const statuses = (await rows()).map((row) => row.status).sort();
    expect(statuses.every((status) => status === "failed" || status === "dropped")).toBe(true);
    await evaluateAlerts(ctx, { tenantId });
    const off = (await openAlerts(ctx, tenantId)).find((alert) => alert.kind === "endpoint_disabled");
    expect(off).toMatchObject({ scope_id: webhook.id, detail: "It answered 410: it wants no more notices." });
    const body = { version: 1, is_active: true };
    expect(await changeWebhook(ctx, { tenantId, actor, id: webhook.id, body })).toMatchObject({
      is_active: true,
      disabled_at: null,
    });
    await evaluateAlerts(ctx, { tenantId });
    expect((await openAlerts(ctx, tenantId)).map((alert) => alert.kind)).toEqual(["engine_no_postal_address"]);
  });

  it("that has failed for five days is switched off, and not before", async () => {
    receiver.answer(() => ({ status: 500 }));
    const { tenantId, webhook, deliver } = await tenantWithNews();
    await deliver();
    const stateAt = async (minutes: number) => {
      ctx.setNow(minutesOn(minutes));
      await setSettings(ctx, tenantId, { sequencer_paused: minutes % 2 === 0 });
      await evaluateAlerts(ctx, { tenantId });
      await deliver();
      return ctx.forTenant(tenantId, (tx) => tx.outgoingWebhook.findUniqueOrThrow({ where: { id: webhook.id } }));
    };
    expect(await stateAt(5 * 24 * 60 - 1)).toMatchObject({ is_active: true, failing_since: minutesOn(0) });
    expect(await stateAt(5 * 24 * 60)).toMatchObject({
      is_active: false,
      disabled_reason: expect.stringContaining("5 days"),
    });
  });

  it("that recovers is not failing any more", async () => {
    receiver.answer(() => ({ status: 500 }));
    const { tenantId, webhook, deliver } = await tenantWithNews();
    await deliver();
    receiver.answer(() => ({ status: 200 }));
    ctx.setNow(minutesOn(2));
    await deliver();
    const row = await ctx.forTenant(tenantId, (tx) =>
      tx.outgoingWebhook.findUniqueOrThrow({ where: { id: webhook.id } }),
    );
    expect(row).toMatchObject({ failing_since: null, is_active: true });
  });

  it("that is removed gets nothing more", async () => {
    const { tenantId, webhook, deliver, rows } = await tenantWithNews();
    await removeWebhook(ctx, { tenantId, actor, id: webhook.id });
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    expect([(await rows())[0]?.status, receiver.requests]).toEqual(["dropped", []]);
  });

  it("gets both signatures for a day after a rotation, and then the new one alone", async () => {
    const { tenantId, webhook, deliver } = await tenantWithNews();
    const rotated = await rotateWebhookSecret(ctx, { tenantId, actor, id: webhook.id });
    expect([rotated.secret === webhook.secret, rotated.previous_secret_until]).toEqual([
      false,
      minutesOn(24 * 60).toISOString(),
    ]);
    await deliver();
    ctx.setNow(minutesOn(24 * 60));
    await setSettings(ctx, tenantId, { sequencer_paused: false });
    await evaluateAlerts(ctx, { tenantId });
    await deliver();
    const [both, alone] = receiver.requests;
    if (!both || !alone) throw new Error("two were expected");
    const signatures = [signatureOf(rotated.secret, both), signatureOf(webhook.secret, both)];
    expect(both.headers["webhook-signature"]).toBe(signatures.join(" "));
    expect(alone.headers["webhook-signature"]).toBe(signatureOf(rotated.secret, alone));
  });
});

describe("the test button", () => {
  it("posts at once, also when nothing is wrong, and answers what came of it", async () => {
    receiver.answer(() => ({ status: 200, body: "thanks" }));
    const { tenantId, webhook } = await tenantWithNews();
    const tested = await testWebhook(ctx, { tenantId, actor, id: webhook.id });
    expect(tested).toMatchObject({
      event: "test",
      status: "delivered",
      attempts: 1,
      last_status: 200,
      last_answer: "thanks",
    });
    expect(JSON.parse(receiver.requests.at(-1)?.body ?? "")).toMatchObject({
      type: "alert.test",
      data: { alert_id: null },
    });
  });

  it("says why it failed and does not try again", async () => {
    receiver.answer(() => ({ status: 401 }));
    const { tenantId, webhook } = await tenantWithNews();
    const tested = await testWebhook(ctx, { tenantId, actor, id: webhook.id });
    expect(tested).toMatchObject({ status: "failed", last_error: "The endpoint answered 401.", next_attempt_at: null });
  });
});
