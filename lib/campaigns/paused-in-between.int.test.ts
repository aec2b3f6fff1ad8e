import { expect, it } from "vitest";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend } from "#lib/sending/testing.ts";
import type { HandOverResult } from "#lib/sending/types.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createCampaignBody } from "./contract.ts";
import { moveCampaign } from "./move-campaign.ts";
import { createCampaign } from "./save-campaign.ts";

const ctx = createTestContext();
const actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" } as const;

it("a message that is planned while its campaign is being paused waits for the pause, and does not leave", async () => {
  const tenantId = await createTestTenant(ctx);
  const body = createCampaignBody.parse({ name: "Roofers" });
  const { id } = await createCampaign(ctx, { tenantId, actor, body });
  const { version } = await moveCampaign(ctx, { tenantId, actor, id, version: 1, status: "active" });
  let handOver: Promise<HandOverResult> | undefined;
  const forTenant: typeof ctx.forTenant = (tenant, work, options) =>
    ctx.forTenant(
      tenant,
      async (tx) => {
        const result = await work(tx);
        if (handOver) return result;
        handOver = sendMeanwhile(tenantId, id);
        await endOrWaiting(tenantId, handOver);
        return result;
      },
      options,
    );
  await moveCampaign({ ...ctx, forTenant }, { tenantId, actor, id, version, status: "paused" });
  expect(await handOver).toEqual({ kind: "cancelled", reason: "campaign_paused" });
});

/** A message of the campaign that the pause, which is not committed yet, has not seen. */
async function sendMeanwhile(tenantId: string, campaignId: string): Promise<HandOverResult> {
  const send = await createQueuedSend(ctx, { tenantId, outreach: { campaign_id: campaignId } });
  return handOverSend(ctx, await claimedAndWritten(ctx, send));
}

async function endOrWaiting(tenantId: string, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = work.finally(() => {
    isOver = true;
  });
  const isWaiting = async () =>
    ctx.forTenant(
      tenantId,
      async (tx) =>
        (await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`).length > 0,
    );
  while (!isOver && !(await isWaiting())) await Promise.race([end, isWaiting()]);
}
