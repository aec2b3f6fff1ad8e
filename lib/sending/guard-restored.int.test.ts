import { expect, it } from "vitest";
import { getSettings } from "#lib/settings/get-settings.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { guardRestored } from "./guard-restored.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const backupAt = new Date("2026-11-20T03:00:00Z");
const audit = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { tenant_id: tenantId, action: "settings.changed" } }));

it("pauses the tenant and its re-contact, with who and why in the audit log", async () => {
  const { tenantId } = await createQueuedSend(ctx);
  expect(await guardRestored(ctx, { tenantId, backupAt })).toEqual({ paused: true, held: 1 });
  expect(await getSettings(ctx, { tenantId })).toMatchObject({ sequencer_paused: true, recontact_enabled: false });
  expect(await audit(tenantId)).toMatchObject([
    {
      actor_label: "restore:guard",
      reason: expect.stringContaining("2026-11-20T03:00:00.000Z"),
      after: { sequencer_paused: true },
    },
  ]);
});

it.each(["queued", "claimed"] as const)(
  "a %s message may have left: it counts as sent and is never sent again",
  async (at) => {
    const send = await createQueuedSend(ctx);
    const { tenantId, email } = send;
    if (at === "claimed") await claimedAndWritten(ctx, send);
    await guardRestored(ctx, { tenantId, backupAt });
    const { row, outreach } = await stateOf(ctx, send);
    expect(row).toMatchObject({ status: "unknown", status_reason: "outcome_unknown", claim_id: null });
    expect(row.status_detail).toContain("backup of 2026-11-20");
    expect(outreach).toMatchObject({ status: "contacted", outreach_sequence_step: 1, total_emails_sent: 1 });
    expect((await claimSend(ctx, { tenantId, outreachEmailId: email.id })).kind).toBe("gone");
    expect(await reconcileSends(ctx, { tenantId })).toMatchObject({ requeued: 0, republished: 0, cancelled: 0 });
  },
);

it("changes nothing more when it is run again", async () => {
  const send = await createQueuedSend(ctx);
  await guardRestored(ctx, { tenantId: send.tenantId, backupAt });
  const first = await stateOf(ctx, send);
  expect(await guardRestored(ctx, { tenantId: send.tenantId, backupAt })).toEqual({ paused: false, held: 0 });
  expect(await stateOf(ctx, send)).toEqual(first);
  expect(await audit(send.tenantId)).toHaveLength(1);
});
