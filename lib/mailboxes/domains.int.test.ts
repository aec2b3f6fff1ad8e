import { describe, expect, it } from "vitest";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveDomain } from "./archive-domain.ts";
import { createDomain } from "./create-domain.ts";
import { getDomain, listDomains } from "./list-domains.ts";
import { admin, auditActions, refusal } from "./testing.ts";
import { updateDomain } from "./update-domain.ts";

const ctx = createTestContext();
const newName = () => `mail-${crypto.randomUUID().slice(0, 12)}.example.test`;
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000).toISOString();

async function tenant() {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  const create = (domain: string, warmup?: string | null) =>
    createDomain(ctx, {
      tenantId,
      actor: admin,
      body: { domain, ...(warmup !== undefined && { warmup_started_at: warmup }) },
    });
  return { tenantId, create, audit: () => auditActions(ctx, tenantId) };
}

describe("createDomain", () => {
  it("adds a domain at the start of its warm-up, audits it and has sends planned anew", async () => {
    const { tenantId, create, audit } = await tenant();
    ctx.published.length = 0;
    const name = newName();
    const view = await create(` ${name.toUpperCase()} `);
    expect(view).toMatchObject({
      domain: name,
      warm_up: { day: 0, cap: 10, factor: 1 },
      cap_today: 0,
      used_today: 0,
      mailbox_count: 0,
      state: "healthy",
      auth_status: "passed",
      version: 1,
    });
    expect(await audit()).toEqual(["domain.created"]);
    expect(ctx.published).toEqual([{ type: "settingsChanged", tenantId }]);
  });

  it("takes a domain that is warmed up already, and an international name", async () => {
    const { create } = await tenant();
    expect((await create(newName(), daysAgo(30))).warm_up).toEqual({ day: null, cap: null, factor: 1 });
    expect((await create(`kälte-${crypto.randomUUID().slice(0, 8)}.test`)).domain).toMatch(/^xn--/);
  });

  it.each([
    ["localhost", "must be a domain name"],
    ["ann@example.test", "must be a domain name"],
    ["10.0.0.1", "must be a domain name"],
    ["gmail.com", "belongs to a mail provider"],
  ])("refuses %s", async (domain, message) => {
    const { create } = await tenant();
    expect((await refusal(create(domain))).message).toContain(message);
  });

  it("refuses a warm-up that is still to begin", async () => {
    const { create } = await tenant();
    const error = await refusal(create(newName(), daysAgo(-1)));
    expect(error.details.errors).toEqual([{ field: "warmup_started_at", message: "must not be in the future" }]);
  });

  it("is active in one tenant only, and free again once archived there", async () => {
    const [ours, theirs] = [await tenant(), await tenant()];
    const name = newName();
    const mine = await ours.create(name);
    expect((await refusal(ours.create(name))).code).toBe("conflict");
    expect((await refusal(theirs.create(name))).code).toBe("domain_in_use");
    await archiveDomain(ctx, { tenantId: ours.tenantId, actor: admin, id: mine.id, version: 1 });
    await theirs.create(name);
    expect((await refusal(ours.create(name))).code).toBe("domain_in_use");
  });

  it("goes to one of two tenants that ask at once", async () => {
    const tenants = await Promise.all([tenant(), tenant(), tenant()]);
    const name = newName();
    const results = await Promise.allSettled(tenants.map(({ create }) => create(name)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("brings an archived domain back with its history", async () => {
    const { tenantId, create, audit } = await tenant();
    const name = newName();
    const first = await create(name, daysAgo(60));
    await archiveDomain(ctx, { tenantId, actor: admin, id: first.id, version: first.version });
    const back = await create(name);
    expect(back).toMatchObject({ id: first.id, archived_at: null, warmup_started_at: first.warmup_started_at });
    expect(await audit()).toEqual(["domain.created", "domain.archived", "domain.restored"]);
  });
});

describe("updateDomain", () => {
  it("sets the start of the warm-up, whatever the last reservation was", async () => {
    const { tenantId, audit } = await tenant();
    const { id } = await createTestDomain(ctx, tenantId, {
      warmup_started_at: new Date(daysAgo(90)),
      last_reserved_at: new Date(daysAgo(40)),
    });
    expect((await getDomain(ctx, { tenantId, id })).warm_up.day).toBe(0);
    const body = { version: 1, warmup_started_at: daysAgo(4) };
    const view = await updateDomain(ctx, { tenantId, actor: admin, id, body });
    expect(view).toMatchObject({ version: 2, warm_up: { day: 4, cap: 25 }, last_reserved_at: null });
    expect(await audit()).toEqual(["domain.changed"]);
  });

  it("answers a stale version with the domain as it is", async () => {
    const { tenantId, create } = await tenant();
    const { id } = await create(newName());
    const save = (at: string) =>
      updateDomain(ctx, { tenantId, actor: admin, id, body: { version: 1, warmup_started_at: at } });
    await save(daysAgo(1));
    const error = await refusal(save(daysAgo(2)));
    expect(error.code).toBe("version_conflict");
    expect(error.details.extra).toMatchObject({
      current: { version: 2, warmup_started_at: daysAgo(1) },
      changes: [{ by: admin.label, before: { warmup_started_at: null }, after: { warmup_started_at: daysAgo(1) } }],
    });
  });

  it("finds no other tenant's domain", async () => {
    const [ours, theirs] = [await tenant(), await tenant()];
    const { id } = await theirs.create(newName());
    const request = { tenantId: ours.tenantId, actor: admin, id };
    expect((await refusal(getDomain(ctx, request))).code).toBe("not_found");
    const body = { version: 1, warmup_started_at: null };
    expect((await refusal(updateDomain(ctx, { ...request, body }))).code).toBe("not_found");
    expect((await refusal(archiveDomain(ctx, { ...request, version: 1 }))).code).toBe("not_found");
  });
});

describe("archiveDomain", () => {
  it("refuses while mailboxes use it, and says how many", async () => {
    const { tenantId } = await tenant();
    const { id } = await createTestDomain(ctx, tenantId);
    await createTestMailbox(ctx, tenantId, { sending_domain_id: id });
    await createTestMailbox(ctx, tenantId, { sending_domain_id: id, archived_at: new Date() });
    const error = await refusal(archiveDomain(ctx, { tenantId, actor: admin, id, version: 1 }));
    expect(error).toMatchObject({ code: "in_use", details: { extra: { counts: { mailboxes: 1 } } } });
  });
});

describe("listDomains", () => {
  it("goes through all by name, page by page, with caps, use and state", async () => {
    const { tenantId } = await tenant();
    for (const name of ["c", "a", "b"]) await createTestDomain(ctx, tenantId, { domain: `${name}-${tenantId}.test` });
    const all = { tenantId, limit: 50, archived: false };
    const [first] = (await listDomains(ctx, all)).items;
    const id = first?.id ?? "";
    await createTestMailbox(ctx, tenantId, { sending_domain_id: id, daily_limit: 30 });
    await createTestMailbox(ctx, tenantId, { sending_domain_id: id, daily_limit: 25 });
    await createTestMailbox(ctx, tenantId, { sending_domain_id: id, daily_limit: 99, is_active: false });
    expect((await getDomain(ctx, { tenantId, id })).cap_today).toBe(55);
    await pauseScope(ctx, { tenantId, scopeKind: "domain", scopeId: id, actor: admin });
    // 02:00 UTC is still the day before in Chicago
    ctx.setNow("2026-06-11T02:00:00Z");
    const used = { tenant_id: tenantId, kind: "domain", key: id };
    await ctx.forTenant(tenantId, (tx) =>
      tx.capacityDay.createMany({
        data: [
          { ...used, day: new Date("2026-06-10"), used: 7 },
          { ...used, day: new Date("2026-06-11"), used: 1 },
        ],
      }),
    );
    const page = await listDomains(ctx, { ...all, limit: 2 });
    expect(page.items).toMatchObject([
      { domain: `a-${tenantId}.test`, mailbox_count: 3, cap_today: 0, used_today: 7, state: "paused" },
      { domain: `b-${tenantId}.test`, mailbox_count: 0, cap_today: 0, state: "healthy" },
    ]);
    const rest = await listDomains(ctx, { ...all, limit: 2, cursor: page.next_cursor ?? "" });
    expect([rest.items.map((item) => item.domain), rest.next_cursor]).toEqual([[`c-${tenantId}.test`], null]);
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("shows archived ones on demand, and searches", async () => {
    const { tenantId, create } = await tenant();
    const [one, two] = [await create(newName()), await create(newName())];
    await archiveDomain(ctx, { tenantId, actor: admin, id: one.id, version: 1 });
    const names = async (query: { archived: boolean; q?: string }) =>
      (await listDomains(ctx, { tenantId, limit: 9, ...query })).items.map((item) => item.domain);
    expect(await names({ archived: false })).toEqual([two.domain]);
    expect(await names({ archived: true })).toEqual([one.domain]);
    expect(await names({ archived: false, q: two.domain.slice(2, 12).toUpperCase() })).toEqual([two.domain]);
    expect(await names({ archived: false, q: "nothing" })).toEqual([]);
  });
});
