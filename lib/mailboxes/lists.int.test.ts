import { describe, expect, it } from "vitest";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { connectionPage } from "./contract-connection.ts";
import { domainPage } from "./contract-domain.ts";
import { mailboxPage } from "./contract-mailbox.ts";
import { listConnections } from "./list-connections.ts";
import { listDomains } from "./list-domains.ts";
import { getMailbox, listMailboxes } from "./list-mailboxes.ts";
import { admin, refusal } from "./testing.ts";

const ctx = createTestContext();
const use = { limit: 50, archived: false };
const put = { archived_at: new Date("2026-06-01T00:00:00Z") };
const lists = { connections: listConnections, domains: listDomains, mailboxes: listMailboxes };

describe("every list", () => {
  it.each(Object.entries(lists))("of %s is empty in a tenant without any", async (_name, list) => {
    const theirs = await createTestMailbox(ctx, await createTestTenant(ctx));
    const page = await list(ctx, { tenantId: await createTestTenant(ctx), ...use });
    expect(page).toEqual({ items: [], next_cursor: null });
    expect((await list(ctx, { tenantId: theirs.tenant_id, ...use })).items).toHaveLength(1);
  });

  it.each(Object.entries(lists))("of %s refuses a cursor it never gave", async (_name, list) => {
    const tenantId = await createTestTenant(ctx);
    for (const cursor of ["nonsense", Buffer.from("[1]").toString("base64url"), ""]) {
      const error = await refusal(list(ctx, { tenantId, ...use, cursor }));
      expect(error).toMatchObject({ code: "validation_failed", details: { errors: [{ field: "cursor" }] } });
    }
  });

  it.each(Object.entries(lists))("of %s ends exactly at its last row", async (_name, list) => {
    const tenantId = await createTestTenant(ctx);
    for (let n = 0; n < 2; n++) await createTestMailbox(ctx, tenantId);
    const whole = await list(ctx, { tenantId, ...use, limit: 2 });
    expect([whole.items.length, whole.next_cursor]).toEqual([2, null]);
    const first = await list(ctx, { tenantId, ...use, limit: 1 });
    const last = await list(ctx, { tenantId, ...use, limit: 1, cursor: first.next_cursor ?? "" });
    expect([...first.items, ...last.items]).toEqual(whole.items);
    expect(last.next_cursor).toBeNull();
  });

  it.each(Object.entries(lists))("of %s takes % and _ in a search as what they are", async (_name, list) => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    expect((await list(ctx, { tenantId, ...use, q: "e" })).items).toHaveLength(1);
    for (const q of ["%", "_", "\\", "'; --"]) {
      expect((await list(ctx, { tenantId, ...use, q })).items, q).toEqual([]);
    }
  });
});

describe("listConnections", () => {
  it("counts the mailboxes in use, shows its state and what fits the contract", async () => {
    const tenantId = await createTestTenant(ctx);
    const [busy, idle] = [
      await createTestConnection(ctx, tenantId, { name: "Busy" }),
      await createTestConnection(ctx, tenantId, { name: "Idle" }),
    ];
    const on = { provider_connection_id: busy.id };
    await createTestMailbox(ctx, tenantId, on);
    await createTestMailbox(ctx, tenantId, { ...on, is_active: false });
    await createTestMailbox(ctx, tenantId, { ...on, ...put });
    await pauseScope(ctx, { tenantId, scopeKind: "connection", scopeId: idle.id, actor: admin, reason: "billing" });
    const page = await listConnections(ctx, { tenantId, ...use });
    expect(connectionPage.parse(page)).toEqual(page);
    expect(page.items).toMatchObject([
      { name: "Busy", mailbox_count: 2, state: "healthy" },
      { name: "Idle", mailbox_count: 0, state: "paused", state_since: ctx.now().toISOString() },
    ]);
  });

  it("keeps apart what is in use and what was put away, and searches names in any case", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestConnection(ctx, tenantId, { name: "Main SMTP" });
    await createTestConnection(ctx, tenantId, { name: "Old SMTP", ...put });
    const names = async (query: { archived: boolean; q?: string }) =>
      (await listConnections(ctx, { tenantId, limit: 9, ...query })).items.map((item) => item.name);
    expect(await names({ archived: false })).toEqual(["Main SMTP"]);
    expect(await names({ archived: true })).toEqual(["Old SMTP"]);
    expect(await names({ archived: false, q: "smtp" })).toEqual(["Main SMTP"]);
    expect(await names({ archived: true, q: "MAIN" })).toEqual([]);
  });
});

describe("listMailboxes", () => {
  it("shows today's use in the tenant's own day, state and connection", async () => {
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
    const mailbox = await createTestMailbox(ctx, tenantId, { daily_limit: 40, last_scheduled_at: ctx.now() });
    const other = await createTestMailbox(ctx, tenantId);
    const used = { tenant_id: tenantId, kind: "mailbox", key: mailbox.id };
    await ctx.forTenant(tenantId, (tx) =>
      tx.capacityDay.createMany({
        data: [
          { ...used, day: new Date("2026-06-09"), used: 9 },
          { ...used, day: new Date("2026-06-10"), used: 4 },
          { ...used, kind: "domain", day: new Date("2026-06-10"), used: 30 },
        ],
      }),
    );
    await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: other.id, actor: admin });
    const page = await listMailboxes(ctx, { tenantId, ...use });
    expect(mailboxPage.parse(page)).toEqual(page);
    const byId = new Map(page.items.map((item) => [item.id, item]));
    expect(byId.get(mailbox.id)).toMatchObject({
      used_today: 4,
      cap_today: 40,
      state: "healthy",
      last_scheduled_at: ctx.now().toISOString(),
    });
    expect(byId.get(other.id)).toMatchObject({ used_today: 0, cap_today: 0, state: "paused", is_active: true });
    // 04:59 UTC is one minute before midnight in Chicago
    ctx.setNow("2026-06-11T04:59:00Z");
    expect(await getMailbox(ctx, { tenantId, id: mailbox.id })).toMatchObject({ used_today: 4 });
    ctx.setNow("2026-06-11T05:00:00Z");
    expect(await getMailbox(ctx, { tenantId, id: mailbox.id })).toMatchObject({ used_today: 0 });
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("keeps apart what is in use and what was put away, under every filter", async () => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId);
    const place = { sending_domain_id: domain.id };
    const live = await createTestMailbox(ctx, tenantId, place);
    const gone = await createTestMailbox(ctx, tenantId, { ...place, ...put });
    const ids = async (query: object) =>
      (await listMailboxes(ctx, { tenantId, ...use, ...query })).items.map((item) => item.id);
    expect(await ids({})).toEqual([live.id]);
    expect(await ids({ archived: true })).toEqual([gone.id]);
    expect(await ids({ archived: true, domainId: domain.id, q: domain.domain })).toEqual([gone.id]);
    expect(await ids({ archived: true, connectionId: live.provider_connection_id })).toEqual([]);
  });

  it("finds nothing by another tenant's domain or connection", async () => {
    const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    await createTestMailbox(ctx, ours);
    const { sending_domain_id: domainId, provider_connection_id: connectionId } = await createTestMailbox(ctx, theirs);
    for (const filter of [{ domainId }, { connectionId }]) {
      expect((await listMailboxes(ctx, { tenantId: ours, ...use, ...filter })).items).toEqual([]);
      expect((await listMailboxes(ctx, { tenantId: theirs, ...use, ...filter })).items).toHaveLength(1);
    }
  });
});

describe("listDomains", () => {
  it("answers with the plain warm-up while reputation cannot be read", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestDomain(ctx, tenantId, { warmup_started_at: ctx.now(), last_reserved_at: ctx.now() });
    /** A database that refuses as often as reading the reputation tries, then answers. */
    const hiccup = () => {
      let refusals = 2;
      const forTenant: typeof ctx.forTenant = (...args) =>
        refusals-- > 0 ? Promise.reject(new Error("too many clients")) : ctx.forTenant(...args);
      return { ...ctx, forTenant };
    };
    await expect(readHealthMaps(hiccup(), tenantId)).rejects.toMatchObject({ code: "dependency_unavailable" });
    const page = await listDomains(hiccup(), { tenantId, ...use });
    expect(domainPage.parse(page)).toEqual(page);
    expect(page.items).toMatchObject([{ warm_up: { day: 0, cap: 10, factor: 1 } }]);
  });

  it("shows the cap of the warm-up where mailboxes could do more, and the mailboxes' where they cannot", async () => {
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
    const young = await createTestDomain(ctx, tenantId, { warmup_started_at: ctx.now(), last_reserved_at: ctx.now() });
    const grown = await createTestDomain(ctx, tenantId);
    for (const domain of [young, grown]) {
      const place = { sending_domain_id: domain.id };
      await createTestMailbox(ctx, tenantId, { ...place, daily_limit: 40 });
      await createTestMailbox(ctx, tenantId, { ...place, daily_limit: 35 });
      await createTestMailbox(ctx, tenantId, { ...place, daily_limit: 500, ...put });
    }
    const { items } = await listDomains(ctx, { tenantId, ...use });
    const capOf = (id: string) => items.find((item) => item.id === id)?.cap_today;
    expect([capOf(young.id), capOf(grown.id)]).toEqual([10, 75]);
  });
});
