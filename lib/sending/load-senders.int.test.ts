import { describe, expect, it } from "vitest";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { healthMaps, judged } from "#lib/testing/health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { loadSenders, type SenderSources } from "./load-senders.ts";

const ctx = createTestContext();
const now = ctx.now();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function load(tenantId: string, sources: Partial<SenderSources> = {}) {
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    return loadSenders(tx, tenantId, { settings, health: healthMaps(now), now, ...sources });
  });
}

async function setState(tenantId: string, scopeKind: string, scopeId: string, state: string, since = daysAgo(1)) {
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({
      data: { tenant_id: tenantId, scope_kind: scopeKind, scope_id: scopeId, state, since },
    }),
  );
}

/** A domain with one mailbox of 40 a day, as loaded under the given sources. */
async function loadOne(mailbox: object = {}, prepare = async (_box: Box): Promise<Partial<SenderSources>> => ({})) {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const made = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id, daily_limit: 40, ...mailbox });
  const box = { ...made, domain: domain.domain };
  const loaded = await load(tenantId, await prepare(box));
  return { box, sender: loaded.senders.get(box.id), domain: loaded.domains.get(domain.id), pool: loaded.pool };
}
type Box = Awaited<ReturnType<typeof createTestMailbox>> & { domain: string };

describe("what is stored about a mailbox", () => {
  it.each<[string, "mailbox" | "domain" | "connection", string, string | null, number]>([
    ["watch changes nothing", "mailbox", "watch", null, 40],
    ["a throttled mailbox: half", "mailbox", "throttled", null, 20],
    ["a throttled domain: half", "domain", "throttled", null, 20],
    ["a paused mailbox", "mailbox", "paused", "mailbox_paused", 0],
    ["a paused domain", "domain", "paused", "domain_paused", 0],
    ["a stopped connection", "connection", "paused", "connection_paused", 40],
    ["a mailbox on probation: a fifth", "mailbox", "probation", null, 8],
    ["a domain on probation: a fifth each", "domain", "probation", null, 8],
  ])("%s", async (_name, kind, state, problem, cap) => {
    const { sender } = await loadOne({}, async (box) => {
      const ids = { mailbox: box.id, domain: box.sending_domain_id, connection: box.provider_connection_id };
      await setState(box.tenant_id, kind, ids[kind], state);
      return {};
    });
    expect(sender).toMatchObject({ problem, cap, isProbation: state === "probation" });
    expect(sender?.guard[kind]).toEqual({ state, since: daysAgo(1) });
  });

  it.each([
    ["mailbox", 20, 16, 40],
    ["domain", 20, 16, 16],
    ["domain", 0, 8, 8],
  ] as const)("the quota of a %s grows with %i clean sends", async (kind, clean, cap, domainsCap) => {
    const { sender, domain } = await loadOne({}, async (box) => {
      const scopeId = { mailbox: box.id, domain: box.sending_domain_id }[kind];
      await setState(box.tenant_id, kind, scopeId, "probation");
      await ctx.forTenant(box.tenant_id, (tx) => tx.healthState.updateMany({ data: { clean_sends: clean } }));
      return {};
    });
    expect([sender?.cap, domain?.cap]).toEqual([cap, domainsCap]);
    expect([sender?.isProbation, domain?.isProbation]).toEqual([true, kind === "domain"]);
  });

  it("knows none of the states of another kind of scope, or of another tenant", async () => {
    const { sender } = await loadOne({}, async (box) => {
      await setState(box.tenant_id, "mailbox", box.sending_domain_id, "paused");
      await setState(box.tenant_id, "domain", box.provider_connection_id, "paused");
      await setState(box.tenant_id, "connection", box.id, "paused");
      const other = await createTestTenant(ctx);
      await setState(other, "mailbox", box.id, "paused");
      return {};
    });
    expect(sender).toMatchObject({ problem: null, cap: 40 });
  });

  it.each(["mailbox", "domain", "connection"])(
    "an archived %s takes the mailbox out of the round",
    async (archived) => {
      const { box, sender, domain, pool } = await loadOne({}, async (made) => {
        const data = { archived_at: daysAgo(3) };
        await ctx.forTenant(made.tenant_id, async (tx) => {
          if (archived === "mailbox") await tx.mailbox.update({ where: { id: made.id }, data });
          if (archived === "domain") await tx.sendingDomain.update({ where: { id: made.sending_domain_id }, data });
          if (archived === "connection")
            await tx.providerConnection.update({ where: { id: made.provider_connection_id }, data });
        });
        return {};
      });
      expect(sender).toMatchObject({ problem: "mailbox_archived", isActive: false, archivedAt: daysAgo(3) });
      expect([pool.active, pool.byId.has(box.id), domain?.cap]).toEqual([[], true, 0]);
    },
  );

  it("says how it sends: simulated, local or for real", async () => {
    const tenantId = await createTestTenant(ctx);
    const settingsOf = [
      { kind: "simulator" },
      { kind: "smtp", settings: { host: "127.0.0.1" } },
      { kind: "smtp", settings: { host: "smtp.provider.example" } },
    ];
    const ids = [];
    for (const data of settingsOf) {
      const connection = await createTestConnection(ctx, tenantId, data);
      ids.push((await createTestMailbox(ctx, tenantId, { provider_connection_id: connection.id })).id);
    }
    const { senders } = await load(tenantId);
    expect(ids.map((id) => senders.get(id)?.transport)).toEqual([
      { isSimulated: true, isLocal: true },
      { isSimulated: false, isLocal: true },
      { isSimulated: false, isLocal: false },
    ]);
  });
});

describe("reputation", () => {
  // 30 of 100 bounced: paused for good reason. 1 complaint of 100: a pause that rests on too little (SPEC §3).
  const strong = judged({ sent: 100, delivered: 70, bounced: 30, opened: 30 });
  const weak = judged({ sent: 100, delivered: 99, complained: 1, opened: 30 });
  // SPEC §3's worked value: warning, reduced.
  const reduced = judged({ sent: 1000, delivered: 960, bounced: 20, complained: 1, opened: 60 });

  it.each<[string, (box: Box) => Partial<HealthMaps>, string | null, number]>([
    ["own pause", (box) => ({ mailboxes: new Map([[box.from_email, strong]]) }), "mailbox_score_paused", 0],
    ["the domain's pause", (box) => ({ domains: new Map([[box.domain, strong]]) }), "domain_score_paused", 0],
    [
      "the connection's pause, which is for its breaker to judge",
      (box) => ({ connections: new Map([[box.provider_connection_id, strong]]) }),
      null,
      40,
    ],
    ["own weak pause slows to a quarter", (box) => ({ mailboxes: new Map([[box.from_email, weak]]) }), null, 10],
    ["the domain's weak pause as well", (box) => ({ domains: new Map([[box.domain, weak]]) }), null, 10],
    ["reduced: half", (box) => ({ domains: new Map([[box.domain, reduced]]) }), null, 20],
    ["somebody else's pause", () => ({ mailboxes: new Map([["box@other.test", strong]]) }), null, 40],
    [
      "counters of four minutes ago: half",
      () => ({ isStale: true, readAt: new Date(now.getTime() - 240_000) }),
      null,
      20,
    ],
    [
      "counters of six minutes ago: nobody",
      () => ({ isStale: true, readAt: new Date(now.getTime() - 360_000) }),
      "domain_score_paused",
      0,
    ],
    ["old counters soften nothing", (box) => ({ isStale: true, domains: new Map([[box.domain, weak]]) }), null, 10],
  ])("%s", async (_name, maps, problem, cap) => {
    const { sender } = await loadOne({}, async (box) => ({ health: healthMaps(now, maps(box)) }));
    expect(sender).toMatchObject({ problem, cap });
  });

  it("that cannot be read stops every mailbox; left out by the caller it plays no part", async () => {
    const unavailable = await loadOne({}, async () => ({ health: "unavailable" }));
    expect(unavailable.sender?.problem).toBe("reputation_unavailable");
    const leftOut = await loadOne({}, async () => ({ health: null }));
    expect(leftOut.sender).toMatchObject({ problem: null, cap: 40, score: 100 });
  });
});

describe("a sending domain", () => {
  it("may what its active mailboxes may, the paused among them included", async () => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId);
    const add = (data: object) => createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id, ...data });
    await add({ daily_limit: 40 });
    const paused = await add({ daily_limit: 30 });
    await add({ daily_limit: 20, is_active: false });
    await setState(tenantId, "mailbox", paused.id, "paused");
    const loaded = await load(tenantId);
    expect(loaded.domains.get(domain.id)?.cap).toBe(70);
    expect(loaded.pool.active).toHaveLength(2);
  });

  it.each<[string, Date | null, Date | null, number, boolean]>([
    ["never used: starts with 10", null, null, 10, true],
    ["first used two calendar days ago in Chicago", new Date("2026-06-08T06:00:00Z"), daysAgo(1), 10, false],
    [
      "first used on the evening before, by Chicago's calendar",
      new Date("2026-06-08T04:00:00Z"),
      daysAgo(1),
      25,
      false,
    ],
    ["in its twentieth day", daysAgo(19), daysAgo(1), 120, false],
    ["warmed up", daysAgo(20), daysAgo(1), 200, false],
    ["idle for a month: from the start", daysAgo(90), daysAgo(31), 10, true],
  ])("%s", async (_name, warmup_started_at, last_reserved_at, cap, startsWarmUp) => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId, { warmup_started_at, last_reserved_at });
    await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id, daily_limit: 200 });
    expect((await load(tenantId)).domains.get(domain.id)).toMatchObject({ cap, startsWarmUp });
  });
});

it("loads one domain when asked for a mailbox, in order of the ids, and never another tenant's", async () => {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const one = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
  const two = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
  const elsewhere = await createTestMailbox(ctx, tenantId);
  const ids = (loaded: { senders: ReadonlyMap<string, unknown> }) => [...loaded.senders.keys()];
  expect(ids(await load(tenantId))).toEqual([one.id, two.id, elsewhere.id].sort());
  expect(ids(await load(tenantId, { ofMailboxIds: [two.id] }))).toEqual([one.id, two.id].sort());
  const stranger = await createTestTenant(ctx);
  expect(ids(await load(stranger))).toEqual([]);
  expect(ids(await load(stranger, { ofMailboxIds: [two.id] }))).toEqual([]);
});
