import { describe, expect, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import type { Role } from "#lib/shared/actor.ts";
import { actorOf, createAuthWorld, newAddress, type TestPerson, testPassword } from "#lib/testing/auth-world.ts";
import { removeMember } from "./change-member.ts";
import { createPasswordReset } from "./create-password-reset.ts";
import { createInvitation, listInvitations, revokeInvitation } from "./invitations.ts";
import { readSession } from "./read-session.ts";
import { acceptAccessLink, describeAccessLink } from "./use-access-link.ts";

const world = createAuthWorld();
const { ctx, service } = world;

const tokenOf = (made: { url: string }) => new URL(made.url).hash.slice(1);
const by = (person: TestPerson) => ({ tenantId: person.tenantId, actor: actorOf(person) });
const invite = (person: TestPerson, email: string, role: Role = "operator") =>
  createInvitation(ctx, { ...by(person), email, role });
const resetOf = (actor: TestPerson, userId: string, removesTwoFactor = false) =>
  createPasswordReset(ctx, { ...by(actor), userId, removesTwoFactor });
const accept = (token: string, password = "seven loud paper boats", name?: string) =>
  acceptAccessLink(ctx, { token, password, name });
const hourMs = 3_600_000;

async function later<T>(hours: number, work: () => Promise<T>): Promise<T> {
  const now = ctx.now();
  ctx.setNow(new Date(now.getTime() + hours * hourMs));
  return work().finally(() => ctx.setNow(now));
}

describe("an invitation", () => {
  it("makes an account and a member, once", async () => {
    const owner = await world.newOwner();
    const email = newAddress("new");
    const made = await invite(owner, email);
    const token = tokenOf(made);
    expect(await describeAccessLink(ctx, token)).toMatchObject({
      kind: "invitation",
      email,
      role: "operator",
      has_account: false,
    });
    expect(await accept(token, undefined, "Nia New")).toEqual({ email });
    const cookie = await world.cookieOf(email, "seven loud paper boats");
    expect(await readSession(service, new Headers({ cookie }))).toMatchObject({
      tenantId: owner.tenantId,
      role: "operator",
      name: "Nia New",
    });
    await expect(accept(token, undefined, "Nia New")).rejects.toMatchObject({ code: "not_found" });
    await expect(describeAccessLink(ctx, token)).rejects.toMatchObject({ code: "not_found" });
    const lines = (await listAudit(ctx, { tenantId: owner.tenantId, limit: 9 })).items;
    expect(lines.map((line) => line.action)).toEqual(["member.joined", "invitation.created", "tenant.created"]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it("is used by one of many at once", async () => {
    const owner = await world.newOwner();
    const email = newAddress("race");
    const token = tokenOf(await invite(owner, email));
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => accept(token, undefined, "Ray Race")));
    expect(ends.filter((end) => end.status === "fulfilled")).toHaveLength(1);
    expect(await ctx.acrossTenants((tx) => tx.user.count({ where: { email } }))).toBe(1);
  });

  it("for somebody with an account asks for its password, and leaves it as it is", async () => {
    const owner = await world.newOwner();
    const other = await world.newOwner();
    const token = tokenOf(await invite(owner, other.email, "viewer"));
    expect(await describeAccessLink(ctx, token)).toMatchObject({ has_account: true });
    await expect(accept(token)).rejects.toMatchObject({ details: { errors: [{ field: "password" }] } });
    await accept(token, testPassword);
    const session = await readSession(service, new Headers({ cookie: await world.cookieOf(other.email) }));
    expect(session?.memberships).toMatchObject([
      { tenantId: other.tenantId, role: "owner" },
      { tenantId: owner.tenantId, role: "viewer" },
    ]);
  });

  it("is no way to guess the password of who is invited", async () => {
    const owner = await world.newOwner();
    const other = await world.newOwner();
    const token = tokenOf(await invite(owner, other.email));
    for (let n = 0; n < 10; n++) await accept(token).catch(() => {});
    await expect(accept(token, testPassword)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("lowers nobody who belongs to the tenant already", async () => {
    const owner = await world.newOwner();
    await accept(tokenOf(await invite(owner, owner.email, "viewer")), testPassword);
    const cookie = await world.cookieOf(owner.email);
    expect(await readSession(service, new Headers({ cookie }))).toMatchObject({ role: "owner" });
  });

  it("ends when it is taken back, followed by another, used or three days old", async () => {
    const owner = await world.newOwner();
    const email = newAddress();
    const first = await invite(owner, email);
    const second = await invite(owner, email);
    const open = async () =>
      (await listInvitations(ctx, { tenantId: owner.tenantId, limit: 9 })).items.map((item) => item.id);
    expect(await open()).toEqual([second.id]);
    await expect(describeAccessLink(ctx, tokenOf(first))).rejects.toMatchObject({ code: "not_found" });
    await expect(later(71.9, () => describeAccessLink(ctx, tokenOf(second)))).resolves.toMatchObject({ email });
    await expect(later(72, () => describeAccessLink(ctx, tokenOf(second)))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(later(72, () => accept(tokenOf(second), undefined, "A"))).rejects.toMatchObject({ code: "not_found" });
    await revokeInvitation(ctx, { ...by(owner), id: second.id });
    await revokeInvitation(ctx, { ...by(owner), id: second.id });
    await expect(accept(tokenOf(second), undefined, "A")).rejects.toMatchObject({ code: "not_found" });
    expect(await open()).toEqual([]);
    const stranger = await world.newOwner();
    await expect(revokeInvitation(ctx, { ...by(stranger), id: second.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("gives no role above the giver's", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    await expect(invite(admin, newAddress(), "owner")).rejects.toMatchObject({ code: "forbidden" });
    const owners = await invite(owner, newAddress(), "owner");
    await expect(revokeInvitation(ctx, { ...by(admin), id: owners.id })).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["short", "too short", "Nia", "password"],
    ["easy", "passwordpassword", "Nia", "password"],
    ["without a name", "seven loud paper boats", undefined, "name"],
  ])("is not used up by a password that is %s", async (_name, password, name, field) => {
    const token = tokenOf(await invite(await world.newOwner(), newAddress()));
    await expect(accept(token, password, name)).rejects.toMatchObject({ details: { errors: [{ field }] } });
    await expect(accept(token, undefined, "Nia")).resolves.toMatchObject({});
  });
});

describe("a password reset", () => {
  it("sets a new password once, and ends every session", async () => {
    const owner = await world.newOwner();
    const viewer = await world.newMember(owner.tenantId, "viewer");
    const cookie = await world.cookieOf(viewer.email);
    const made = await resetOf(owner, viewer.userId);
    expect(Date.parse(made.expires_at) - ctx.now().getTime()).toBe(24 * hourMs);
    expect(await describeAccessLink(ctx, tokenOf(made))).toMatchObject({ kind: "password_reset", role: null });
    await accept(tokenOf(made));
    await expect(accept(tokenOf(made))).rejects.toMatchObject({ code: "not_found" });
    expect(await readSession(service, new Headers({ cookie }))).toBeNull();
    await expect(world.signInAs(viewer.email)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await world.signInAs(viewer.email, "seven loud paper boats")).status).toBe(200);
    const [line] = (await listAudit(ctx, { tenantId: owner.tenantId, limit: 1 })).items;
    expect(line).toMatchObject({ action: "password.reset", target_id: viewer.userId });
  });

  it("works for a day, and the newest alone", async () => {
    const owner = await world.newOwner();
    const viewer = await world.newMember(owner.tenantId, "viewer");
    const [first, second] = [await resetOf(owner, viewer.userId), await resetOf(owner, viewer.userId)];
    await expect(accept(tokenOf(first))).rejects.toMatchObject({ code: "not_found" });
    await expect(later(24, () => accept(tokenOf(second)))).rejects.toMatchObject({ code: "not_found" });
    await expect(later(23.9, () => accept(tokenOf(second)))).resolves.toMatchObject({});
  });

  it("is made for nobody above, for nobody elsewhere, and not for oneself", async () => {
    const owner = await world.newOwner();
    const admin = await world.newMember(owner.tenantId, "admin");
    const stranger = await world.newOwner();
    await expect(resetOf(admin, owner.userId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(resetOf(admin, admin.userId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(resetOf(owner, stranger.userId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not open the other tenants of a person", async () => {
    const owner = await world.newOwner();
    const guest = await world.newOwner();
    const early = await world.newMember(owner.tenantId, "viewer");
    const made = await resetOf(owner, early.userId);
    for (const person of [guest, early]) {
      const host = person === guest ? owner : guest;
      await accept(tokenOf(await invite(host, person.email, "viewer")), testPassword);
    }
    await expect(resetOf(owner, guest.userId)).rejects.toMatchObject({ code: "conflict" });
    await expect(accept(tokenOf(made))).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends with the membership", async () => {
    const owner = await world.newOwner();
    const viewer = await world.newMember(owner.tenantId, "viewer");
    const made = await resetOf(owner, viewer.userId);
    await removeMember(ctx, { ...by(owner), userId: viewer.userId });
    await expect(accept(tokenOf(made))).rejects.toMatchObject({ code: "not_found" });
  });
});

it.each(["", "nonsense", "a".repeat(43), "a".repeat(100)])("a link that never was says no more: %j", async (token) => {
  const message = "This link is unknown, used or too old: ask for a new one.";
  await expect(describeAccessLink(ctx, token)).rejects.toMatchObject({ code: "not_found", message });
  await expect(accept(token)).rejects.toMatchObject({ code: "not_found", message });
});

it("tokens are stored as a hash alone", async () => {
  const owner = await world.newOwner();
  const token = tokenOf(await invite(owner, newAddress()));
  const rows = await ctx.forTenant(owner.tenantId, (tx) => tx.accessLink.findMany());
  expect(rows).toHaveLength(1);
  expect(rows[0]?.token_hash).toHaveLength(32);
  expect(JSON.stringify(rows)).not.toContain(token);
});
