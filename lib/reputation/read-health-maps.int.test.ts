import { describe, expect, it } from "vitest";
import { bookFact, createSenders, flushCounters, storeFact, type TestSender } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { markHoursForRecount } from "./book-counts.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import {
  getDomainHealthMap,
  getEmailReputation,
  getEmailReputationScoped,
  getMailboxHealthMap,
  noDataReputation,
  readHealthMaps,
} from "./read-health-maps.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";
import { resolveScopes } from "./resolve-scopes.ts";
import type { ReputationMetric, ScopeKind } from "./types.ts";

const ctx = createTestContext();

/** Books counts of this moment for a sender. */
async function happen(tenantId: string, sender: TestSender, counts: Partial<Record<ReputationMetric, number>>) {
  for (const [metric, count] of Object.entries(counts)) {
    await bookFact(ctx, tenantId, { sender, metric: metric as ReputationMetric, count, at: ctx.now() });
  }
}

/** A tenant whose first mailbox bounces and whose second does well, on two domains. */
async function createTwoDomains() {
  const { tenantId, senders } = await createSenders(ctx, 2);
  const [bad, good] = senders as unknown as [TestSender, TestSender];
  await happen(tenantId, bad, { sent: 80, delivered: 70, bounced: 8, opened: 20 });
  await happen(tenantId, good, { sent: 100, delivered: 98, bounced: 2, opened: 30 });
  return { tenantId, bad, good };
}

describe("the ways to ask for reputation", () => {
  it("agree on every scope", async () => {
    const { tenantId, bad, good } = await createTwoDomains();
    const ask = (scope: ScopeKind, key?: string) => getEmailReputationScoped(ctx, tenantId, scope, key);
    const domains = await getDomainHealthMap(ctx, tenantId);
    const mailboxes = await getMailboxHealthMap(ctx, tenantId);
    const whole = await readHealthMaps(ctx, tenantId);
    expect([...domains]).toEqual([...whole.domains]);
    expect([...mailboxes]).toEqual([...whole.mailboxes]);
    for (const { domain, fromEmail } of [bad, good]) {
      expect(await ask("domain", domain)).toEqual({ ...domains.get(domain), scope: "domain", scope_key: domain });
      const mailbox = { ...mailboxes.get(fromEmail), scope: "mailbox", scope_key: fromEmail };
      expect(await ask("mailbox", fromEmail)).toEqual(mailbox);
    }
    expect(await ask("connection", bad.connectionId)).toMatchObject(whole.connections.get(bad.connectionId) ?? {});
    expect(await getEmailReputation(ctx, tenantId)).toEqual({ ...whole.global, scope: "global", scope_key: "" });
    expect(await ask("global")).toEqual(await getEmailReputation(ctx, tenantId));
  });

  it("judge domains apart: SPEC §3's worked values through the store", async () => {
    const { tenantId, bad, good } = await createTwoDomains();
    const domains = await getDomainHealthMap(ctx, tenantId);
    expect(domains.get(bad.domain)).toMatchObject({ score: 50, status: "poor", throttle: "critical" });
    expect(domains.get(good.domain)).toMatchObject({ score: 95, status: "excellent", throttle: "normal" });
    expect((await getEmailReputation(ctx, tenantId)).metrics).toMatchObject({ sent: 180, bounced: 10, opened: 50 });
  });

  it.each([
    { scope: "domain", key: "never-seen.test" },
    { scope: "mailbox", key: "nobody@never-seen.test" },
    { scope: "connection", key: crypto.randomUUID() },
  ] as const)("have no data for an unknown $scope", async ({ scope, key }) => {
    const { tenantId } = await createSenders(ctx, 1);
    expect(await getEmailReputationScoped(ctx, tenantId, scope, key)).toEqual({
      ...noDataReputation,
      scope,
      scope_key: key,
    });
  });

  it("find domains and mailboxes in any case", async () => {
    const { tenantId, bad } = await createTwoDomains();
    for (const [scope, key] of [
      ["domain", bad.domain],
      ["mailbox", bad.fromEmail],
    ] as const) {
      const found = await getEmailReputationScoped(ctx, tenantId, scope, key.toUpperCase());
      expect(found).toMatchObject({ scope_key: key.toUpperCase(), metrics: { sent: 80 } });
    }
  });

  it("never show one tenant's mail to another, even for the same domain and address", async () => {
    const { tenantId, bad } = await createTwoDomains();
    const other = await createSenders(ctx, 2);
    expect(other.senders[0].fromEmail).toBe(bad.fromEmail);
    await happen(other.tenantId, other.senders[0], { sent: 3 });
    const sent = async (id: string) =>
      [await getDomainHealthMap(ctx, id), await getMailboxHealthMap(ctx, id)].map((map) =>
        [...map.values()].map((reputation) => reputation.metrics.sent),
      );
    expect(await sent(tenantId)).toEqual([
      [80, 100],
      [80, 100],
    ]);
    expect(await sent(other.tenantId)).toEqual([
      [3, 0],
      [3, 0],
    ]);
  });
});

describe("a reading", () => {
  it("is not changed by the next, and shares with it what did not change", async () => {
    const { tenantId, bad, good } = await createTwoDomains();
    const first = await readHealthMaps(ctx, tenantId);
    await happen(tenantId, bad, { bounced: 30 });
    const second = await readHealthMaps(ctx, tenantId);
    expect(first.domains.get(bad.domain)).toMatchObject({ throttle: "critical", metrics: { bounced: 8 } });
    expect(second.domains.get(bad.domain)).toMatchObject({ throttle: "paused", metrics: { bounced: 38 } });
    expect(second.domains.get(good.domain)).toBe(first.domains.get(good.domain));
  });

  it("knows a mailbox that was numbered since the last one", async () => {
    const { tenantId, bad } = await createTwoDomains();
    await readHealthMaps(ctx, tenantId);
    const fromEmail = `late@${bad.domain}`;
    await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [{ ...bad, fromEmail }]));
    const mailboxes = await getMailboxHealthMap(ctx, tenantId);
    expect([mailboxes.size, mailboxes.get(fromEmail)?.status]).toEqual([3, "no_data"]);
  });

  it("is of the moment it was made, and as good after Redis lost everything", async () => {
    const { tenantId, bad } = await createTwoDomains();
    const before = await readHealthMaps(ctx, tenantId);
    await flushCounters(ctx, tenantId);
    const after = await readHealthMaps(ctx, tenantId);
    expect(after).toMatchObject({ readAt: ctx.now(), isStale: false });
    expect(after.domains.get(bad.domain)).toEqual(before.domains.get(bad.domain));
    expect(after.global).toEqual(before.global);
  });

  it("of many at once is the same for all", async () => {
    const { tenantId } = await createTwoDomains();
    await flushCounters(ctx, tenantId);
    const readings = await Promise.all(Array.from({ length: 6 }, () => readHealthMaps(ctx, tenantId)));
    expect(new Set(readings.map((maps) => JSON.stringify(maps.global))).size).toBe(1);
    expect(readings[0]?.global.metrics.sent).toBe(180);
  });
});

describe("rebuildReputation", () => {
  const open = epochHourOf(ctx.now());

  /** A tenant with counters, one send that no counter knows and a mark for it. */
  async function createMarked(epochHours: number[]) {
    const { tenantId, bad } = await createTwoDomains();
    await readHealthMaps(ctx, tenantId);
    await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender: bad, metric: "sent", count: 1, at: ctx.now() });
      await markHoursForRecount(tx, { tenantId, epochHours });
    });
    return { tenantId, marks: () => ctx.forTenant(tenantId, (tx) => tx.reputationDirty.count()) };
  }

  it("recounts the marked hours alone, each once", async () => {
    const { tenantId, marks } = await createMarked([open, open - 4, open, open + 1]);
    expect(await marks()).toBe(3);
    expect(await rebuildReputation(ctx, tenantId)).toEqual({ kind: "recounted", hours: 3 });
    expect(await marks()).toBe(0);
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(181);
    expect(await rebuildReputation(ctx, tenantId)).toEqual({ kind: "intact" });
  });

  it("clears marks of hours that have left the window", async () => {
    const { tenantId, marks } = await createMarked([open - 25]);
    expect(await rebuildReputation(ctx, tenantId)).toEqual({ kind: "recounted", hours: 0 });
    expect(await marks()).toBe(0);
  });

  it("gives a tenant without a generation one", async () => {
    const slug = crypto.randomUUID();
    const { id } = await ctx.acrossTenants((tx) => tx.tenant.create({ data: { name: slug, slug } }));
    expect(await rebuildReputation(ctx, id)).toEqual({ kind: "rebuilt", hours: 26 });
    expect(await getEmailReputation(ctx, id)).toMatchObject({ status: "no_data", metrics: { sent: 0 } });
  });
});
