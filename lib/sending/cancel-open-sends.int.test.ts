import { expect, it } from "vitest";
import { createTestEmail, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginHandOver } from "./begin-hand-over.ts";
import { cancelOpenSends } from "./cancel-open-sends.ts";
import { claimSend } from "./claim-send.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const cancel = (tenantId: string, outreachIds: string[], reason = "suppressed") =>
  ctx.forTenant(tenantId, (tx) => cancelOpenSends(tx, { tenantId, outreachIds, reason, now: ctx.now() }));

it("cancels queued and claimed messages of these prospects, with the reason, and gives their capacity back", async () => {
  const queued = await createQueuedSend(ctx);
  const { tenantId } = queued;
  const taken = await createQueuedSend(ctx, { tenantId });
  const other = await createQueuedSend(ctx, { tenantId });
  await claimed(ctx, taken);
  expect(await cancel(tenantId, [queued.outreach.id, taken.outreach.id], "campaign_paused")).toBe(2);
  for (const send of [queued, taken]) {
    expect((await stateOf(ctx, send)).row).toMatchObject({
      status: "cancelled",
      status_reason: "campaign_paused",
      claim_id: null,
      lease_until: null,
      capacity_day: null,
    });
  }
  const rest = await stateOf(ctx, other);
  expect([rest.row.status, rest.capacityUsed]).toEqual(["queued", 1]);
});

it.each(["sending", "sent", "unknown", "failed", "skipped"])("leaves a message that is %s alone", async (status) => {
  const send = await createQueuedSend(ctx, { email: { status } });
  expect(await cancel(send.tenantId, [send.outreach.id])).toBe(0);
  const { row, capacityUsed } = await stateOf(ctx, send);
  expect([row.status, row.status_reason, capacityUsed]).toEqual([status, null, 1]);
});

it("lets the claim of a cancelled message be worth nothing, and the step be queued again", async () => {
  const send = await createQueuedSend(ctx);
  const claim = await claimedAndWritten(ctx, send);
  await cancel(send.tenantId, [send.outreach.id]);
  expect(await beginHandOver(ctx, claim)).toEqual({ kind: "gone" });
  const { id: _id, message_id: _messageId, decision: _decision, ...again } = send.email;
  const email = await createTestEmail(ctx, send.tenantId, send.outreach.id, again);
  expect((await claimSend(ctx, { tenantId: send.tenantId, outreachEmailId: email.id })).kind).toBe("claimed");
});

it("is nothing for nobody, and never reaches into another tenant", async () => {
  const send = await createQueuedSend(ctx);
  expect(await cancel(send.tenantId, [])).toBe(0);
  expect(await cancel(send.tenantId, [crypto.randomUUID()])).toBe(0);
  expect(await cancel(await createTestTenant(ctx), [send.outreach.id])).toBe(0);
  expect((await stateOf(ctx, send)).row.status).toBe("queued");
});

it("said by several at once counts once, in whatever order they name the prospects", async () => {
  const first = await createQueuedSend(ctx);
  const { tenantId } = first;
  const sends = [first, await createQueuedSend(ctx, { tenantId }), await createQueuedSend(ctx, { tenantId })];
  const ids = sends.map(({ outreach }) => outreach.id);
  const counts = await Promise.all([cancel(tenantId, ids), cancel(tenantId, ids.toReversed()), cancel(tenantId, ids)]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect((await stateOf(ctx, first)).capacityUsed).toBe(0);
});

it("and the last check: one of the two has the row", async () => {
  for (let round = 0; round < 6; round += 1) {
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    const [begun, cancelled] = await Promise.all([
      beginHandOver(ctx, claim),
      cancel(send.tenantId, [send.outreach.id]),
    ]);
    expect([begun.kind, cancelled]).toEqual(begun.kind === "go" ? ["go", 0] : ["gone", 1]);
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, capacityUsed]).toEqual(begun.kind === "go" ? ["sending", 1] : ["cancelled", 0]);
  }
});
