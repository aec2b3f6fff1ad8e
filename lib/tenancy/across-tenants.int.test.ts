import { describe, expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import {
  countTry,
  deleteSession,
  findApiKeyByHash,
  findTenantIdBySlug,
  forgetTries,
  insertTenant,
  listActiveTenantIds,
  listMemberships,
  listTenantIds,
  noteApiKeyUse,
  setSessionTenant,
} from "./across-tenants.ts";

const ctx = createTestContext();
const newSlug = () => `t-${crypto.randomUUID()}`;
const newEmail = () => `ann-${crypto.randomUUID()}@example.test`;

function newTenant(email = newEmail(), more: { slug?: string; isDemo?: boolean } = {}) {
  const slug = more.slug ?? newSlug();
  const owner = { email, name: "Ann", passwordHash: "hash" };
  return insertTenant(ctx, { name: `Tenant ${slug}`, slug, isDemo: more.isDemo ?? false, owner });
}

describe("tenants", () => {
  it("are active when their engine is on, and all there for upkeep", async () => {
    const on = await createTestTenant(ctx);
    const off = await createTestTenant(ctx, { is_active: false });
    const [active, all] = [await listActiveTenantIds(ctx), await listTenantIds(ctx)];
    expect(active).toContain(on);
    expect(active).not.toContain(off);
    expect(all).toEqual(expect.arrayContaining([on, off]));
    expect(all).toEqual([...all].sort());
  });

  it("are found by their short name", async () => {
    const slug = newSlug();
    const { tenantId } = await newTenant(newEmail(), { slug });
    expect(await findTenantIdBySlug(ctx, slug)).toBe(tenantId);
    expect(await findTenantIdBySlug(ctx, newSlug())).toBeNull();
  });
});

describe("insertTenant", () => {
  it("makes settings with the engine off, a generation row, an account and an owner", async () => {
    const email = newEmail();
    const { tenantId, userId, isNewUser } = await newTenant(email);
    expect(isNewUser).toBe(true);
    const made = await ctx.forTenant(tenantId, async (tx) => ({
      settings: await tx.salesEngineConfig.findFirstOrThrow(),
      generations: await tx.reputationGeneration.count(),
      members: await tx.member.findMany(),
    }));
    expect(made.settings).toMatchObject({ is_active: false, version: 1, daily_email_limit: 50 });
    expect(made.generations).toBe(1);
    expect(made.members).toMatchObject([{ user_id: userId, role: "owner" }]);
    const account = await ctx.acrossTenants((tx) => tx.account.findFirstOrThrow({ where: { userId } }));
    expect(account).toMatchObject({ providerId: "credential", accountId: userId, password: "hash" });
  });

  it("gives a known address the new tenant and leaves its account alone", async () => {
    const email = newEmail();
    const first = await newTenant(email);
    const second = await newTenant(email);
    expect(second).toMatchObject({ userId: first.userId, isNewUser: false });
    expect(await ctx.acrossTenants((tx) => tx.account.count({ where: { userId: first.userId } }))).toBe(1);
  });

  it("leaves nothing behind when the slug is taken", async () => {
    const [slug, email] = [newSlug(), newEmail()];
    await newTenant(newEmail(), { slug });
    await expect(newTenant(email, { slug })).rejects.toMatchObject({ code: "P2002" });
    expect(await ctx.acrossTenants((tx) => tx.user.count({ where: { email } }))).toBe(0);
  });
});

it("lists a person's tenants, first joined first, and nobody else's", async () => {
  const email = newEmail();
  const [one, two] = [await newTenant(email), await newTenant(email, { isDemo: true })];
  await newTenant();
  expect(await listMemberships(ctx, one.userId)).toEqual([
    { tenantId: one.tenantId, tenantName: expect.any(String), isDemo: false, role: "owner" },
    { tenantId: two.tenantId, tenantName: expect.any(String), isDemo: true, role: "owner" },
  ]);
  expect(await listMemberships(ctx, crypto.randomUUID())).toEqual([]);
});

it("finds a key by its hash alone and notes its use", async () => {
  const tenantId = await createTestTenant(ctx);
  const hash = new Uint8Array(crypto.getRandomValues(new Uint8Array(32)));
  const data = { tenant_id: tenantId, name: "ci", role: "viewer", prefix: "oc_123456", key_hash: hash };
  const { id } = await ctx.forTenant(tenantId, (tx) => tx.apiKey.create({ data }));
  const nobody = { expiresAt: null, revokedAt: null, lastUsedAt: null };
  expect(await findApiKeyByHash(ctx, hash)).toEqual({ id, tenantId, name: "ci", role: "viewer", ...nobody });
  await noteApiKeyUse(ctx, id, ctx.now());
  expect((await findApiKeyByHash(ctx, hash))?.lastUsedAt).toEqual(ctx.now());
  expect(await findApiKeyByHash(ctx, new Uint8Array(32))).toBeNull();
});

it("moves and ends one session only", async () => {
  const { userId, tenantId } = await newTenant();
  const expiresAt = new Date("2027-01-01T00:00:00Z");
  const [one, other] = await ctx.acrossTenants(async (tx) => [
    await tx.session.create({ data: { userId, token: crypto.randomUUID(), expiresAt } }),
    await tx.session.create({ data: { userId, token: crypto.randomUUID(), expiresAt } }),
  ]);
  await setSessionTenant(ctx, one?.id ?? "", tenantId);
  const tenantsOf = () =>
    ctx.acrossTenants(async (tx) => {
      const rows = await tx.session.findMany({ where: { userId }, orderBy: { id: "asc" } });
      return rows.map((row) => [row.id, row.activeTenantId]);
    });
  expect(await tenantsOf()).toEqual([
    [one?.id, tenantId],
    [other?.id, null],
  ]);
  await deleteSession(ctx, one?.id ?? "");
  expect(await tenantsOf()).toEqual([[other?.id, null]]);
});

describe("countTry", () => {
  const windowMs = 60_000;
  const at = (seconds: number) => new Date(ctx.now().getTime() + seconds * 1000);
  const newKey = () => `test:${crypto.randomUUID()}`;

  it("counts in a window that begins with the first try and is not prolonged by others", async () => {
    const key = newKey();
    const counts = [];
    for (const seconds of [0, 30, 59.999, 60, 61]) counts.push(await countTry(ctx, key, at(seconds), windowMs));
    expect(counts.map((row) => row.count)).toEqual([1, 2, 3, 1, 2]);
    expect(counts.map((row) => row.windowStart)).toEqual([at(0), at(0), at(0), at(60), at(60)]);
  });

  it("misses none of fifty at once", async () => {
    const key = newKey();
    const tries = await Promise.all(Array.from({ length: 50 }, () => countTry(ctx, key, at(0), windowMs)));
    expect(tries.map((row) => row.count).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  it("keeps keys apart and forgets one on demand", async () => {
    const [one, other] = [newKey(), newKey()];
    for (const key of [one, one, other]) await countTry(ctx, key, at(0), windowMs);
    await forgetTries(ctx, one);
    expect((await countTry(ctx, one, at(1), windowMs)).count).toBe(1);
    expect((await countTry(ctx, other, at(1), windowMs)).count).toBe(2);
  });
});
