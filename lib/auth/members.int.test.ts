import { describe, expect, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import { problemOf } from "#lib/http/problem-of.ts";
import type { Role } from "#lib/shared/actor.ts";
import { actorOf, createAuthWorld, newAddress, type TestPerson } from "#lib/testing/auth-world.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { authenticate } from "./authenticate.ts";
import { changeMemberRole, endMemberSessions, removeMember } from "./change-member.ts";
import { createApiKey } from "./create-api-key.ts";
import { createInvitation, listInvitations } from "./invitations.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { listMembers } from "./list-members.ts";
import { readSession } from "./read-session.ts";

const world = createAuthWorld();
const { ctx, service } = world;

const by = (person: TestPerson, more: object = {}) => ({ tenantId: person.tenantId, actor: actorOf(person), ...more });
const change = (actor: TestPerson, member: TestPerson, role: Role) =>
  changeMemberRole(ctx, { tenantId: actor.tenantId, actor: actorOf(actor), userId: member.userId, role });
const rolesIn = async (tenantId: string) =>
  Object.fromEntries((await listMembers(ctx, { tenantId, limit: 50 })).items.map((item) => [item.user_id, item.role]));
const actionsIn = async (tenantId: string) =>
  (await listAudit(ctx, { tenantId, limit: 20 })).items.map((line) => line.action);

describe("the members of a tenant", () => {
  it("are listed page by page with role, second factor and last use, and to nobody else", async () => {
    const owner = await world.newOwner();
    const viewer = await world.newMember(owner.tenantId, "viewer");
    await world.newMember((await world.newOwner()).tenantId, "admin");
    await world.cookieOf(viewer.email);
    const first = await listMembers(ctx, { tenantId: owner.tenantId, limit: 1 });
    const rest = await listMembers(ctx, { tenantId: owner.tenantId, limit: 1, cursor: first.next_cursor ?? "" });
    expect(rest.next_cursor).toBeNull();
    const items = [...first.items, ...rest.items];
    expect(items.find((item) => item.user_id === owner.userId)).toMatchObject({ role: "owner", last_used_at: null });
    expect(items.find((item) => item.user_id === viewer.userId)).toMatchObject({
      email: viewer.email,
      has_two_factor: false,
      last_used_at: expect.stringMatching(/Z$/),
    });
    expect(await listMembers(ctx, { tenantId: await createTestTenant(ctx), limit: 9 })).toMatchObject({ items: [] });
  });

  it("never lose their last owner, however many change at once", async () => {
    const owner = await world.newOwner();
    const other = await world.newMember(owner.tenantId, "owner");
    await expect(change(owner, other, "admin")).resolves.toBeUndefined();
    await expect(change(owner, owner, "admin")).rejects.toMatchObject({ code: "conflict" });
    await change(owner, other, "owner");
    const steps = [change(owner, owner, "viewer"), change(other, other, "viewer")];
    const ends = await Promise.allSettled([...steps, removeMember(ctx, { ...by(owner), userId: other.userId })]);
    expect(ends.filter((end) => end.status === "rejected").length).toBeGreaterThan(0);
    expect(Object.values(await rolesIn(owner.tenantId))).toContain("owner");
  });

  it("are changed by nobody below them, and given nothing above the giver", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    const viewer = await world.newMember(owner.tenantId, "viewer");
    await expect(change(admin, owner, "viewer")).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(admin, viewer, "owner")).rejects.toMatchObject({ code: "forbidden" });
    const remove = removeMember(ctx, { ...by(admin), userId: owner.userId });
    await expect(remove).rejects.toMatchObject({ code: "forbidden" });
    const signOut = endMemberSessions(ctx, { ...by(admin), userId: owner.userId });
    await expect(signOut).rejects.toMatchObject({ code: "forbidden" });
    await change(admin, viewer, "admin");
    expect(await rolesIn(owner.tenantId)).toMatchObject({ [owner.userId]: "owner", [viewer.userId]: "admin" });
  });

  it("of another tenant do not exist here", async () => {
    const owner = await world.newOwner();
    const stranger = await world.newOwner();
    await expect(change(owner, stranger, "viewer")).rejects.toMatchObject({ code: "not_found" });
    const asked = { ...by(owner), userId: stranger.userId };
    await expect(removeMember(ctx, asked)).rejects.toMatchObject({ code: "not_found" });
    await expect(endMemberSessions(ctx, asked)).rejects.toMatchObject({ code: "not_found" });
    expect(await rolesIn(stranger.tenantId)).toEqual({ [stranger.userId]: "owner" });
  });
});

describe("a member whose role changes", () => {
  it("loses the sessions they had, and keys and links beyond the new role, with an audit line", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    const cookie = await world.cookieOf(admin.email);
    for (const role of ["operator", "admin"] as const) {
      await createApiKey(ctx, { ...by(admin), name: role, role, expiresAt: null });
    }
    await createInvitation(ctx, { ...by(admin), email: newAddress(), role: "admin" });
    await change(owner, admin, "operator");
    expect(await readSession(service, new Headers({ cookie }))).toBeNull();
    const keys = (await listApiKeys(ctx, { tenantId: owner.tenantId, limit: 9 })).items;
    expect(keys.map((key) => [key.name, key.revoked_at === null])).toEqual([
      ["admin", false],
      ["operator", true],
    ]);
    expect((await listInvitations(ctx, { tenantId: owner.tenantId, limit: 9 })).items).toEqual([]);
    const [line] = (await listAudit(ctx, { tenantId: owner.tenantId, limit: 1 })).items;
    expect(line).toMatchObject({
      action: "member.role_changed",
      before: { role: "admin" },
      after: { role: "operator", revoked_api_keys: 1, revoked_links: 1 },
    });
  });

  it("to the one they have keeps everything", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    await change(owner, owner, "owner");
    expect(await readSession(service, new Headers({ cookie }))).toMatchObject({ role: "owner" });
    expect(await actionsIn(owner.tenantId)).toEqual(["tenant.created"]);
  });
});

describe("a member who goes", () => {
  it("takes along what their keys have given out", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    const first = await createApiKey(ctx, { ...by(admin), name: "first", role: "admin", expiresAt: null });
    const actor = { kind: "api_key", id: first.id, label: "API key first", role: "admin" } as const;
    const byKey = { tenantId: owner.tenantId, actor };
    await createApiKey(ctx, { ...byKey, name: "second", role: "admin", expiresAt: null });
    await createInvitation(ctx, { ...byKey, email: newAddress(), role: "admin" });
    await removeMember(ctx, { ...by(owner), userId: admin.userId });
    const keys = (await listApiKeys(ctx, { tenantId: owner.tenantId, limit: 9 })).items;
    expect(keys.map((key) => [key.name, key.revoked_at !== null])).toEqual([
      ["second", true],
      ["first", true],
    ]);
    expect((await listInvitations(ctx, { tenantId: owner.tenantId, limit: 9 })).items).toEqual([]);
  });

  it("has no session, key or membership left, but an account", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    const cookie = await world.cookieOf(admin.email);
    const key = await createApiKey(ctx, { ...by(admin), name: "k", role: "viewer", expiresAt: null });
    await removeMember(ctx, { ...by(owner), userId: admin.userId });
    expect(await readSession(service, new Headers({ cookie }))).toBeNull();
    const headers = { authorization: `Bearer ${key.key}` };
    const asked = authenticate(() => service, new Request("http://127.0.0.1:3000/api/x", { headers }), ctx);
    await expect(asked).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await rolesIn(owner.tenantId)).toEqual({ [owner.userId]: "owner" });
    const again = await world.cookieOf(admin.email);
    const refusal = await readSession(service, new Headers({ cookie: again })).catch((error: unknown) => error);
    expect(problemOf(refusal, "r-1", ctx.log).status).toBe(403);
  });

  it("can be signed out everywhere and stay", async () => {
    const owner = await world.newOwner();
    const viewer = await world.newMember(owner.tenantId, "viewer");
    const cookies = [await world.cookieOf(viewer.email), await world.cookieOf(viewer.email)];
    expect(await endMemberSessions(ctx, { ...by(owner), userId: viewer.userId })).toEqual({ ended: 2 });
    for (const cookie of cookies) expect(await readSession(service, new Headers({ cookie }))).toBeNull();
    expect(await actionsIn(owner.tenantId)).toEqual(["member.signed_out", "tenant.created"]);
  });
});
