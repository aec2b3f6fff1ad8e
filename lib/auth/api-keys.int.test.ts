import { describe, expect, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import { type Actor, type Role, roles } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { authenticate } from "./authenticate.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

const ctx = createTestContext();
const userId = crypto.randomUUID();
const actorOf = (role: Role): Actor => ({ kind: "user", id: userId, label: "ann@example.test", role });
const noSessions = () => {
  throw new Error("sessions are asked for only when there is a cookie");
};
const ask = (headers: Record<string, string>) =>
  authenticate(noSessions, new Request("http://127.0.0.1:3000/api/x", { headers }), ctx);

async function tenantWithKey(role: Role = "operator", name = "ci") {
  const tenantId = await createTestTenant(ctx);
  const made = await createApiKey(ctx, { tenantId, actor: actorOf("owner"), name, role, expiresAt: null });
  return { tenantId, made };
}

/** What each role may hand out and take back: its own and what is below it (SPEC §12). */
const within: Record<Role, Role[]> = {
  viewer: ["viewer"],
  operator: ["viewer", "operator"],
  admin: ["viewer", "operator", "admin"],
  owner: ["viewer", "operator", "admin", "owner"],
};

describe.each(roles)("a caller who is %s", (caller) => {
  it("makes keys of no role above", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const role of roles) {
      const request = { tenantId, actor: actorOf(caller), name: role, role, expiresAt: null };
      if (within[caller].includes(role)) {
        expect(await createApiKey(ctx, request)).toMatchObject({ role, created_by: userId });
      } else {
        await expect(createApiKey(ctx, request)).rejects.toMatchObject({
          code: "forbidden",
          details: { errors: [{ field: "role", message: `must be at most your own role, ${caller}` }] },
        });
      }
    }
    expect((await listApiKeys(ctx, { tenantId, limit: 9 })).items).toHaveLength(within[caller].length);
  });

  it("revokes keys of no role above", async () => {
    for (const role of roles) {
      const { tenantId, made } = await tenantWithKey(role);
      const work = revokeApiKey(ctx, { tenantId, actor: actorOf(caller), id: made.id });
      const isAllowed = within[caller].includes(role);
      if (isAllowed) await work;
      else await expect(work).rejects.toMatchObject({ code: "forbidden" });
      const answer = await ask({ authorization: `Bearer ${made.key}` }).then(
        () => "works",
        (error) => error.code,
      );
      expect(answer, role).toBe(isAllowed ? "unauthenticated" : "works");
    }
  });
});

describe("an API key", () => {
  it("made with another key has that one's maker, and ends with it at the latest", async () => {
    const tenantId = await createTestTenant(ctx);
    const soon = new Date(ctx.now().getTime() + 3_600_000);
    const by = { tenantId, actor: actorOf("admin"), name: "first", role: "admin" } as const;
    const first = await createApiKey(ctx, { ...by, expiresAt: soon });
    const actor: Actor = { kind: "api_key", id: first.id, label: "API key first", role: "admin" };
    const sooner = new Date(soon.getTime() - 60_000);
    for (const [asked, end] of [
      [null, soon],
      [new Date(soon.getTime() + 60_000), soon],
      [sooner, sooner],
    ] as const) {
      const made = await createApiKey(ctx, { ...by, actor, name: "second", expiresAt: asked });
      expect(made).toMatchObject({ created_by: userId, expires_at: end.toISOString() });
    }
  });

  it("is stored as its hash alone, and is in no audit line", async () => {
    const { tenantId, made } = await tenantWithKey();
    const [rows, log] = await ctx.forTenant(tenantId, async (tx) => [
      await tx.apiKey.findMany(),
      await tx.auditLog.findMany(),
    ]);
    expect(rows).toHaveLength(1);
    expect(log).toMatchObject([{ action: "api_key.created", actor_id: userId }]);
    expect(JSON.stringify([rows, log])).not.toContain(made.key.slice(9));
    expect(Buffer.from(rows[0]?.key_hash ?? []).includes(made.key)).toBe(false);
  });

  it.each(["Bearer", "bearer", "BEARER"])("is read after %s", async (word) => {
    const { tenantId, made } = await tenantWithKey();
    expect(await ask({ authorization: `${word} ${made.key}` })).toMatchObject({ tenantId, via: "api_key" });
  });

  it.each([
    ["alone", (key: string) => key],
    ["of another scheme", (key: string) => `Token ${key}`],
    ["with more behind it", (key: string) => `Bearer ${key} ${key}`],
    ["cut short", (key: string) => `Bearer ${key.slice(0, -1)}`],
    ["in other letters", (key: string) => `Bearer ${key.toUpperCase()}`],
    ["only its shown part", (key: string) => `Bearer ${key.slice(0, 9)}`],
    ["and an empty header", () => ""],
  ])("is refused %s", async (_name, write) => {
    const { made } = await tenantWithKey();
    await expect(ask({ authorization: write(made.key) })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("has one of the four roles in the database too, like every member", async () => {
    const { tenantId, made } = await tenantWithKey("admin");
    const change = (role: string) =>
      ctx.forTenant(tenantId, (tx) => tx.apiKey.update({ where: { id: made.id }, data: { role } }));
    for (const role of ["superuser", "Owner", ""]) await expect(change(role)).rejects.toThrow("api_keys_role_check");
    const join = ctx.forTenant(tenantId, (tx) =>
      tx.member.create({ data: { tenant_id: tenantId, user_id: userId, role: "root" } }),
    );
    await expect(join).rejects.toThrow("members_role_check");
    for (const role of roles) {
      await change(role);
      expect(await ask({ authorization: `Bearer ${made.key}` })).toMatchObject({ actor: { role } });
    }
  });

  it("that was revoked or has expired notes no further use", async () => {
    const { tenantId, made } = await tenantWithKey();
    await revokeApiKey(ctx, { tenantId, actor: actorOf("owner"), id: made.id });
    await ask({ authorization: `Bearer ${made.key}` }).catch(() => {});
    expect((await listApiKeys(ctx, { tenantId, limit: 1 })).items).toMatchObject([
      { last_used_at: null, revoked_at: ctx.now().toISOString() },
    ]);
  });

  it("is revoked once by five who do so at the same time", async () => {
    const { tenantId, made } = await tenantWithKey();
    const revoke = () => revokeApiKey(ctx, { tenantId, actor: actorOf("admin"), id: made.id, requestId: "r-1" });
    await Promise.all(Array.from({ length: 5 }, revoke));
    const lines = (await listAudit(ctx, { tenantId, limit: 9 })).items.map((line) => line.action);
    expect(lines).toEqual(["api_key.revoked", "api_key.created"]);
  });

  it("that nobody has cannot be revoked, and the list takes no foreign cursor", async () => {
    const { tenantId } = await tenantWithKey();
    const request = { tenantId, actor: actorOf("owner"), id: crypto.randomUUID() };
    await expect(revokeApiKey(ctx, request)).rejects.toMatchObject({ code: "not_found" });
    await expect(listApiKeys(ctx, { tenantId, limit: 9, cursor: "bm9uZQ" })).rejects.toMatchObject({
      details: { errors: [{ field: "cursor" }] },
    });
  });
});
