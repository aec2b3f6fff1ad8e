import { afterAll, describe, expect, inject, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import { problemOf } from "#lib/http/problem-of.ts";
import type { Actor, Role } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { authenticate } from "./authenticate.ts";
import { createApiKey } from "./create-api-key.ts";
import { createAuth } from "./create-auth.ts";
import { createTenant } from "./create-tenant.ts";
import { describeKey, describePerson, switchTenant } from "./describe-me.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { signIn } from "./sign-in.ts";

const ctx = createTestContext();
const { appUrl } = ctx.config;
const service = createAuth({
  databaseUrl: inject("databaseUrl"),
  appUrl,
  secret: "s".repeat(40),
  sharedSignInMax: 100_000,
});
afterAll(() => service.close());

const password = "correct horse battery";
const actorOf = (role: Role): Actor => ({ kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role });
const newEmail = () => `ann-${crypto.randomUUID()}@example.test`;

function tenantOf(email: string, more: { isDemo?: boolean } = {}) {
  return createTenant(ctx, { name: `T ${crypto.randomUUID()}`, owner: { email, name: "Ann", password }, ...more });
}

async function cookieOf(email: string): Promise<string> {
  const request = new Request(`${appUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: appUrl },
    body: JSON.stringify({ email, password }),
  });
  const response = await signIn(service, ctx, request);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const ask = (headers: Record<string, string>) =>
  authenticate(() => service, new Request(`${appUrl}/api/x`, { headers }), ctx);

describe("createTenant", () => {
  it("makes tenant, settings, owner and a password that works, with the engine off", async () => {
    const email = newEmail();
    const made = await createTenant(ctx, {
      name: "Ünited Plumbers & Co.",
      owner: { email, name: "Ann" },
      slug: `s-${crypto.randomUUID()}`,
    });
    expect(made.password).toMatch(/^[A-Za-z0-9_-]{20}$/);
    const settings = await ctx.forTenant(made.tenantId, (tx) => tx.salesEngineConfig.findFirstOrThrow());
    expect(settings).toMatchObject({ is_active: false, version: 1, tenant_id: made.tenantId });
    expect(await ctx.forTenant(made.tenantId, (tx) => tx.reputationGeneration.count())).toBe(1);
    expect((await listAudit(ctx, { tenantId: made.tenantId, limit: 5 })).items).toMatchObject([
      { action: "tenant.created", actor_kind: "system", actor_label: "tenant:create" },
    ]);
  });

  it("gives a second tenant to who has an account, without touching the password", async () => {
    const email = newEmail();
    await tenantOf(email);
    const second = await createTenant(ctx, {
      name: `B ${crypto.randomUUID()}`,
      owner: { email, name: "Other", password: "quite another river" },
    });
    expect(second.password).toBeNull();
    expect(await cookieOf(email)).toContain("outreach.session_token=");
  });

  it("makes the slug of the name, and refuses one that is taken, leaving nothing behind", async () => {
    const name = `Café ${crypto.randomUUID().slice(0, 8)} Ltd.`;
    const email = newEmail();
    expect((await createTenant(ctx, { name, owner: { email, name: "A" } })).slug).toMatch(/^cafe-[0-9a-f]{8}-ltd$/);
    const other = newEmail();
    await expect(createTenant(ctx, { name, owner: { email: other, name: "B" } })).rejects.toMatchObject({
      code: "conflict",
    });
    const second = await tenantOf(other);
    expect(second.password).toBe(password);
  });

  it.each([
    ["name", { name: " ", owner: { email: "a@b.test", name: "A" } }],
    ["slug", { name: "!!!", owner: { email: "a@b.test", name: "A" } }],
    ["owner", { name: "A", owner: { email: "nobody", name: "A" } }],
    ["password", { name: "A", owner: { email: "a@b.test", name: "A", password: "short" } }],
  ])("names a wrong %s", async (field, request) => {
    await expect(createTenant(ctx, request)).rejects.toMatchObject({ details: { errors: [{ field }] } });
  });
});

describe("API keys", () => {
  const make = async (role: Role = "operator", expiresAt: Date | null = null) => {
    const tenantId = await createTestTenant(ctx);
    const made = await createApiKey(ctx, { tenantId, actor: actorOf("admin"), name: "ci", role, expiresAt });
    return { tenantId, made, bearer: { authorization: `Bearer ${made.key}` } };
  };

  it("stand for their tenant in their role", async () => {
    const { tenantId, made, bearer } = await make();
    expect(await ask(bearer)).toEqual({
      tenantId,
      actor: { kind: "api_key", id: made.id, label: "API key ci", role: "operator" },
      via: "api_key",
    });
  });

  it("end when they expire, to the second", async () => {
    ctx.setNow("2026-06-10T16:00:00Z");
    const { bearer } = await make("viewer", new Date("2026-06-11T00:00:00Z"));
    ctx.setNow("2026-06-10T23:59:59Z");
    expect(await ask(bearer)).toMatchObject({ via: "api_key" });
    ctx.setNow("2026-06-11T00:00:00Z");
    await expect(ask(bearer)).rejects.toMatchObject({ code: "unauthenticated" });
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("end when they are revoked, which is audited once", async () => {
    const { tenantId, made, bearer } = await make();
    const revoke = () => revokeApiKey(ctx, { tenantId, actor: actorOf("admin"), id: made.id });
    await revoke();
    await revoke();
    await expect(ask(bearer)).rejects.toMatchObject({ code: "unauthenticated" });
    const { items } = await listAudit(ctx, { tenantId, limit: 9 });
    expect(items.map((line) => line.action)).toEqual(["api_key.revoked", "api_key.created"]);
    expect(JSON.stringify(items)).not.toContain(made.key);
  });

  it.each(["Bearer", "Bearer oc_wrong", `Bearer oc_${"a".repeat(43)}`, "Basic YTpi", `bearer ${"x".repeat(5_000)}`])(
    "are refused when they are none: %s",
    async (authorization) => {
      await expect(ask({ authorization })).rejects.toMatchObject({ code: "unauthenticated" });
    },
  );

  it("are not passed over for a cookie", async () => {
    const email = newEmail();
    await tenantOf(email);
    const cookie = await cookieOf(email);
    await expect(ask({ cookie, authorization: "Bearer nonsense" })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("never have more rights than who makes them", async () => {
    const tenantId = await createTestTenant(ctx);
    const request = { tenantId, actor: actorOf("admin"), name: "k", expiresAt: null };
    await expect(createApiKey(ctx, { ...request, role: "owner" })).rejects.toMatchObject({ code: "forbidden" });
    const owners = await createApiKey(ctx, { ...request, actor: actorOf("owner"), role: "owner" });
    await expect(revokeApiKey(ctx, { tenantId, actor: actorOf("admin"), id: owners.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("are listed without the key, page by page, and only to their tenant", async () => {
    const tenantId = await createTestTenant(ctx);
    const names = ["a", "b", "c"];
    for (const name of names) {
      await createApiKey(ctx, { tenantId, actor: actorOf("admin"), name, role: "viewer", expiresAt: null });
    }
    const first = await listApiKeys(ctx, { tenantId, limit: 2 });
    const rest = await listApiKeys(ctx, { tenantId, limit: 2, cursor: first.next_cursor ?? "" });
    expect([...first.items, ...rest.items].map((item) => item.name)).toEqual(["c", "b", "a"]);
    expect(rest.next_cursor).toBeNull();
    expect(first.items[0]).not.toHaveProperty("key");
    const stranger = await createTestTenant(ctx);
    expect((await listApiKeys(ctx, { tenantId: stranger, limit: 9 })).items).toEqual([]);
    const id = first.items[0]?.id ?? "";
    await expect(revokeApiKey(ctx, { tenantId: stranger, actor: actorOf("owner"), id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("note their use once a minute", async () => {
    const { tenantId, bearer } = await make();
    const lastUse = async () => (await listApiKeys(ctx, { tenantId, limit: 1 })).items[0]?.last_used_at;
    ctx.setNow("2026-06-10T16:00:00Z");
    await ask(bearer);
    ctx.setNow("2026-06-10T16:00:59Z");
    await ask(bearer);
    expect(await lastUse()).toBe("2026-06-10T16:00:00.000Z");
    ctx.setNow("2026-06-10T16:01:00Z");
    await ask(bearer);
    expect(await lastUse()).toBe("2026-06-10T16:01:00.000Z");
  });

  it("say whose they are", async () => {
    const { tenantId, made } = await make("viewer");
    const actor: Actor = { kind: "api_key", id: made.id, label: "API key ci", role: "viewer" };
    const me = await describeKey(ctx, { tenantId, actor });
    expect(me).toMatchObject({ user: null, role: "viewer", tenant: { id: tenantId } });
    expect(me.memberships).toMatchObject([{ tenant_id: tenantId, role: "viewer" }]);
  });
});

describe("sessions", () => {
  it("name nobody without a cookie", async () => expect(await ask({})).toBeNull());

  it("begin in the demo tenant and move where their person belongs, for good", async () => {
    const email = newEmail();
    const real = await tenantOf(email);
    const demo = await tenantOf(email, { isDemo: true });
    const foreign = await tenantOf(newEmail());
    const cookie = await cookieOf(email);
    expect(await ask({ cookie })).toMatchObject({ tenantId: demo.tenantId, via: "session", actor: { role: "owner" } });
    const headers = new Headers({ cookie });
    const me = await switchTenant(service, headers, real.tenantId);
    expect(me).toMatchObject({ tenant: { id: real.tenantId, is_demo: false }, user: { email } });
    expect(await describePerson(service, headers)).toEqual(me);
    expect(await ask({ cookie })).toMatchObject({ tenantId: real.tenantId });
    await expect(switchTenant(service, headers, foreign.tenantId)).rejects.toMatchObject({ code: "not_found" });
    expect(await ask({ cookie })).toMatchObject({ tenantId: real.tenantId });
  });

  it("see a lowered role and a lost membership with the next request", async () => {
    const email = newEmail();
    const { tenantId, userId } = await tenantOf(email);
    const cookie = await cookieOf(email);
    const where = { tenant_id_user_id: { tenant_id: tenantId, user_id: userId } };
    await ctx.forTenant(tenantId, (tx) => tx.member.update({ where, data: { role: "viewer" } }));
    expect(await ask({ cookie })).toMatchObject({ actor: { role: "viewer" } });
    await ctx.forTenant(tenantId, (tx) => tx.member.delete({ where }));
    await expect(ask({ cookie })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are not taken for ended while the database is away", async () => {
    const email = newEmail();
    await tenantOf(email);
    const headers = { cookie: await cookieOf(email) };
    const causes: unknown[] = [];
    const nowhere = { databaseUrl: "postgresql://postgres@127.0.0.1:1/none", appUrl, secret: "s".repeat(40) };
    const away = createAuth({ ...nowhere, onFailure: (_message, cause) => causes.push(cause) });
    const request = new Request(`${appUrl}/api/x`, { headers });
    const error = await authenticate(() => away, request, ctx).catch((reason: unknown) => reason);
    await away.close();
    const answer = problemOf(error, "r-1", ctx.log);
    expect(answer.status).toBe(503);
    expect(causes).toContainEqual(expect.objectContaining({ code: "P1001" }));
  });
});
