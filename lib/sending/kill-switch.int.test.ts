import { expect, it } from "vitest";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimedAndWritten, createQueuedSend } from "./testing.ts";
import type { Claim } from "./types.ts";

const ctx = createTestContext();
const [messages, workers, flipAfter] = [32, 8, 8];

it("the kill switch at full rate: nothing becomes `sending` once it is committed, and everybody else is planned again", async () => {
  const tenantId = await createTestTenant(ctx);
  const claims: Claim[] = [];
  const write = async () => {
    for (let n = 0; n < messages / workers; n += 1) {
      claims.push(await claimedAndWritten(ctx, await createQueuedSend(ctx, { tenantId })));
    }
  };
  await Promise.all(Array.from({ length: workers }, write));
  /** What was past its last check in the moment the switch was committed: its transaction holds all others off. */
  let pastTheCheck: string[] = [];
  const forTenant: typeof ctx.forTenant = (id, work, options) =>
    ctx.forTenant(
      id,
      async (tx) => {
        const result = await work(tx);
        const rows = await tx.outreachEmail.findMany({ where: { status: { in: ["sending", "sent", "unknown"] } } });
        pastTheCheck = rows.map((row) => row.message_id);
        return result;
      },
      options,
    );
  const actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" } as const;
  const patch = { version: 1, sequencer_paused: true };
  let flipped: Promise<unknown> | undefined;
  ctx.onDeliver(() => {
    if (ctx.delivered.length >= flipAfter)
      flipped ??= changeSettings({ ...ctx, forTenant }, { tenantId, actor, patch });
    return { kind: "accepted", providerMessageId: crypto.randomUUID(), response: "250 ok" };
  });
  const results: string[] = [];
  const work = async () => {
    for (let claim = claims.pop(); claim; claim = claims.pop()) results.push((await handOverSend(ctx, claim)).kind);
  };
  await Promise.all(Array.from({ length: workers }, work));
  await flipped;

  const delivered = ctx.delivered.map(({ message }) => message.messageId);
  expect(delivered.filter((id) => !pastTheCheck.includes(id))).toEqual([]);
  expect(new Set(delivered).size).toBe(delivered.length);
  expect(delivered.length).toBeLessThan(messages);
  const stopped = results.filter((kind) => kind === "cancelled");
  expect(stopped).toHaveLength(messages - delivered.length);
  const rows = await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findMany({ where: { status: "cancelled" } }));
  expect(new Set(rows.map((row) => row.status_reason))).toEqual(new Set(["engine_paused"]));
  const due = await ctx.forTenant(tenantId, (tx) =>
    tx.outreach.count({ where: { next_send_at: { not: null }, status: "cold" } }),
  );
  expect(due).toBe(stopped.length);
}, 180_000);
