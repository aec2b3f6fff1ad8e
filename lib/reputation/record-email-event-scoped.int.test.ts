import { describe, expect, it } from "vitest";
import { createSenders, rawHours, storeFact, type TestSender } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { readHealthMaps } from "./read-health-maps.ts";
import { recordEmailEventScoped, type ScopedEvent } from "./record-email-event-scoped.ts";
import { resolveScopes } from "./resolve-scopes.ts";
import type { ReputationMetric } from "./types.ts";

const ctx = createTestContext();

/** Records `count` events with the rows behind them. */
function record(
  tenantId: string,
  sender: TestSender,
  metric: ReputationMetric,
  count: number,
  more: Partial<ScopedEvent> = {},
) {
  return recordEmailEventScoped(ctx, metric, {
    ...sender,
    tenantId,
    count,
    occurredAt: ctx.now(),
    store: (tx, booking) => storeFact(tx, tenantId, { sender, metric, count, at: booking.occurredAt }),
    ...more,
  });
}

describe("recordEmailEventScoped", () => {
  it("books tenant, domain, mailbox and connection; a bad domain leaves the others alone", async () => {
    const { tenantId, senders } = await createSenders(ctx, 3);
    const [a, b] = [senders[0], senders[1] ?? senders[0]];
    await readHealthMaps(ctx, tenantId);
    for (const sender of [a, b]) {
      await record(tenantId, sender, "sent", 100);
      await record(tenantId, sender, "delivered", 98);
      await record(tenantId, sender, "opened", 30);
    }
    await record(tenantId, a, "bounced", 30);
    const maps = await readHealthMaps(ctx, tenantId);
    expect(maps.domains.get(a.domain)).toMatchObject({
      status: "critical",
      throttle: "paused",
      metrics: { sent: 100, bounced: 30 },
    });
    expect(maps.mailboxes.get(a.fromEmail)).toMatchObject({ throttle: "paused" });
    expect(maps.domains.get(b.domain)).toMatchObject({
      status: "excellent",
      throttle: "normal",
      metrics: { bounced: 0 },
    });
    expect(maps.mailboxes.get(b.fromEmail)).toMatchObject({ throttle: "normal" });
    expect(maps.mailboxes.get(senders[2]?.fromEmail ?? "")).toMatchObject({ status: "no_data" });
    expect(maps.connections.get(a.connectionId)?.metrics).toMatchObject({ sent: 200, bounced: 30 });
    expect(maps.global.metrics).toMatchObject({ sent: 200, delivered: 196, opened: 60, bounced: 30 });
  });

  it("takes a time far ahead for now, and moves nothing for one older than the window", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await readHealthMaps(ctx, tenantId);
    const ahead = new Date(ctx.now().getTime() + 3 * 3_600_000);
    expect(await record(tenantId, senders[0], "delivered", 2, { occurredAt: ahead })).toBe(true);
    const old = new Date(ctx.now().getTime() - 26 * 3_600_000);
    expect(await record(tenantId, senders[0], "bounced", 2, { occurredAt: old })).toBe(false);
    expect(Object.keys(await rawHours(ctx, tenantId))).toEqual([String(epochHourOf(ctx.now()))]);
    expect((await readHealthMaps(ctx, tenantId)).global.metrics).toMatchObject({ delivered: 2, bounced: 0 });
  });

  it("counts anew instead of adding when the rows are there already", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const [sender] = senders;
    await ctx.forTenant(tenantId, (tx) => storeFact(tx, tenantId, { sender, metric: "sent", count: 4, at: ctx.now() }));
    await readHealthMaps(ctx, tenantId);
    await record(tenantId, sender, "sent", 4, { store: undefined });
    expect((await readHealthMaps(ctx, tenantId)).global.metrics.sent).toBe(4);
  });
});

describe("resolveScopes", () => {
  it("gives a sender the same numbers for ever, whatever the case, and shares those of domain and connection", async () => {
    const { tenantId, senders } = await createSenders(ctx, 3);
    const again = await ctx.forTenant(tenantId, (tx) =>
      resolveScopes(tx, tenantId, [
        { ...senders[0], fromEmail: senders[0].fromEmail.toUpperCase(), domain: "D0.test" },
      ]),
    );
    const { mailboxScope, domainScope, connectionScope } = senders[0];
    expect(again).toEqual([{ mailboxScope, domainScope, connectionScope }]);
    expect(senders[2]?.domainScope).toBe(domainScope);
    expect(senders.map((sender) => sender.connectionScope)).toEqual([
      connectionScope,
      connectionScope,
      connectionScope,
    ]);
    expect(new Set(senders.flatMap((s) => [s.mailboxScope, s.domainScope, s.connectionScope])).size).toBe(6);
  });

  it("never gives two senders one number when many come at once", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const newcomers = Array.from({ length: 8 }, (_, i) => ({
      domain: `new${i % 3}.test`,
      fromEmail: `n${i}@new${i % 3}.test`,
      connectionId: senders[0].connectionId,
    }));
    const resolved = await Promise.all(
      newcomers.map((sender) => ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [sender]))),
    );
    const rows = await ctx.forTenant(tenantId, (tx) =>
      tx.reputationScope.findMany({ orderBy: { scope_index: "asc" } }),
    );
    expect(rows.map((row) => row.scope_index)).toEqual(Array.from({ length: rows.length }, (_, i) => i + 1));
    expect(new Set(resolved.map(([scopes]) => scopes?.mailboxScope)).size).toBe(8);
    expect(await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, []))).toEqual([]);
  });
});
