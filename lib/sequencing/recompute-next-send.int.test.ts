import { describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import {
  createTestConnection,
  createTestEmail,
  createTestMailbox,
  createTestProspect,
  createTestTenant,
} from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { recomputeNextSend } from "./recompute-next-send.ts";

const ctx = createTestContext();
const now = ctx.now();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

async function recompute(tenantId: string, outreachIds: string[]) {
  await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds, now }));
  const rows = await ctx.forTenant(tenantId, (tx) => tx.outreach.findMany({ where: { id: { in: outreachIds } } }));
  return outreachIds.map((id) => {
    const row = rows.find((candidate) => candidate.id === id);
    return row?.hold_reason ?? row?.next_send_at?.toISOString() ?? null;
  });
}

/** A prospect after `step` tracked messages, the last one sent 200 h ago. */
async function contacted(tenantId: string, step: number, data: object = {}, email: object = {}) {
  const { outreach } = await createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: step,
    last_email_sent_at: hoursAgo(200),
    ...data,
  });
  for (let number = 1; number <= step; number += 1) {
    await createTestEmail(ctx, tenantId, outreach.id, {
      sequence_step: number,
      sent_at: hoursAgo(200 + (step - number) * 72),
      ...email,
    });
  }
  return outreach.id;
}

describe("recomputeNextSend", () => {
  it("sets a hold or a time for each of many prospects at once", async () => {
    const tenantId = await createTestTenant(ctx);
    const fresh = await createTestProspect(ctx, tenantId, { created_at: hoursAgo(2) });
    const unverified = await createTestProspect(ctx, tenantId, {}, { verified_at: null });
    const gated = await contacted(tenantId, 2);
    const engaged = await contacted(tenantId, 2, { last_email_opened_at: hoursAgo(100), email_open_count: 1 });
    const untracked = await contacted(tenantId, 2, {}, { open_tracked: false });
    const finished = await contacted(tenantId, 3);
    const ids = [fresh.outreach.id, unverified.outreach.id, gated, engaged, untracked, finished];
    expect(await recompute(tenantId, ids)).toEqual([
      hoursAgo(2).toISOString(),
      "awaiting_verification",
      "engagement_gate",
      hoursAgo(152).toISOString(),
      hoursAgo(104).toISOString(),
      "sequence_finished",
    ]);
    expect(await recompute(tenantId, ids)).toHaveLength(6);
  });

  it("takes messages of the current cycle only", async () => {
    const tenantId = await createTestTenant(ctx);
    const returned = await contacted(
      tenantId,
      2,
      { re_contact_cycle: 1 },
      { open_tracked: false, re_contact_cycle: 1 },
    );
    await createTestEmail(ctx, tenantId, returned, { sequence_step: 1, re_contact_cycle: 0, open_tracked: true });
    expect(await recompute(tenantId, [returned])).toEqual([hoursAgo(104).toISOString()]);
  });

  it("holds the suppressed, by address and by recipient domain", async () => {
    const tenantId = await createTestTenant(ctx);
    const byAddress = await createTestProspect(ctx, tenantId);
    const byDomain = await createTestProspect(ctx, tenantId);
    await ctx.forTenant(tenantId, async (tx) => {
      const source = { reason: "manual", source: "test", now } as const;
      await suppress(tx, { tenantId, kind: "email", value: byAddress.prospect.email ?? "", ...source });
      await suppress(tx, {
        tenantId,
        kind: "domain",
        value: (byDomain.prospect.email ?? "").split("@")[1] ?? "",
        ...source,
      });
    });
    const ids = [byAddress.outreach.id, byDomain.outreach.id];
    expect(await recompute(tenantId, ids)).toEqual(["suppressed", "suppressed"]);
  });

  it("leaves statuses outside the sequence without either", async () => {
    const tenantId = await createTestTenant(ctx);
    const won = await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null });
    expect(await recompute(tenantId, [won.outreach.id])).toEqual([null]);
  });

  it("keeps a person's stop until it is cleared", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await createTestProspect(ctx, tenantId, {
      next_send_at: null,
      hold_reason: "manual_stop",
      created_at: now,
    });
    expect(await recompute(tenantId, [outreach.id])).toEqual(["manual_stop"]);
    await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.update({ where: { id: outreach.id }, data: { hold_reason: null, next_send_at: now } }),
    );
    expect(await recompute(tenantId, [outreach.id])).toEqual([now.toISOString()]);
  });

  it("holds demo prospects where every mailbox sends for real, and releases them with a simulated one", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await createTestProspect(ctx, tenantId, { created_at: now });
    const smtp = await createTestConnection(ctx, tenantId, {
      kind: "smtp",
      settings: { host: "smtp.provider.example" },
    });
    await createTestMailbox(ctx, tenantId, { provider_connection_id: smtp.id });
    expect(await recompute(tenantId, [outreach.id])).toEqual(["demo_prospect"]);
    await createTestMailbox(ctx, tenantId);
    expect(await recompute(tenantId, [outreach.id])).toEqual([now.toISOString()]);
  });

  it("touches no row of another tenant", async () => {
    const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const theirs = await createTestProspect(ctx, b, {}, { verified_at: null });
    await recompute(a, [theirs.outreach.id]);
    const row = await ctx.forTenant(b, (tx) => tx.outreach.findUniqueOrThrow({ where: { id: theirs.outreach.id } }));
    expect(row.hold_reason).toBeNull();
  });
});
