import { describe, expect, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import { actorOf, cookiesIn, createAuthWorld, testPassword } from "#lib/testing/auth-world.ts";
import { authenticatorCode as codeOf, secretText } from "#lib/testing/authenticator.ts";
import {
  changePassword,
  confirmTwoFactor,
  disableTwoFactor,
  enrolTwoFactor,
  renewBackupCodes,
} from "./change-account.ts";
import { createPasswordReset } from "./create-password-reset.ts";
import { readSession } from "./read-session.ts";
import { renamePerson } from "./rename-person.ts";
import { acceptAccessLink } from "./use-access-link.ts";

const world = createAuthWorld();
const { ctx, service } = world;

const read = (cookie: string) => readSession(service, new Headers({ cookie }));
const next = "seven loud paper boats";
const setPassword = (cookie: string, current: string, password = next) =>
  changePassword(world.account(cookie), { current, next: password });
const actionsIn = async (tenantId: string) =>
  (await listAudit(ctx, { tenantId, limit: 20 })).items.map((line) => line.action);

async function enrolled() {
  const owner = await world.newOwner();
  const cookie = await world.cookieOf(owner.email);
  const enrolment = await enrolTwoFactor(world.account(cookie), testPassword);
  const answer = await confirmTwoFactor(world.account(cookie), await codeOf(enrolment.secret));
  return { owner, cookie: cookiesIn(answer), before: cookie, enrolment };
}

describe("a new password", () => {
  it("needs the old one, makes the session anew and ends all others", async () => {
    const owner = await world.newOwner();
    const [here, there] = [await world.cookieOf(owner.email), await world.cookieOf(owner.email)];
    await expect(setPassword(here, "not the password")).rejects.toMatchObject({
      details: { errors: [{ field: "current_password", message: "is not your password" }] },
    });
    const answer = await setPassword(here, testPassword);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    const renewed = cookiesIn(answer);
    expect(renewed).not.toBe(here);
    expect([await read(here), await read(there)]).toEqual([null, null]);
    expect(await read(renewed)).toMatchObject({ userId: owner.userId, tenantId: owner.tenantId });
    await expect(world.signInAs(owner.email)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await world.signInAs(owner.email, next)).status).toBe(200);
    expect(await actionsIn(owner.tenantId)).toEqual(["password.changed", "tenant.created"]);
  });

  it("is not the old one, not short, not easy, and not one's own address", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    for (const password of [testPassword, "short", "passwordpassword", owner.email]) {
      await expect(setPassword(cookie, testPassword, password)).rejects.toMatchObject({
        details: { errors: [{ field: "new_password" }] },
      });
    }
    expect(await read(cookie)).toMatchObject({ userId: owner.userId });
  });

  it("is no way to guess the old one", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    for (let n = 0; n < 10; n++) await setPassword(cookie, `wrong ${n}`).catch(() => {});
    await expect(setPassword(cookie, testPassword)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("leaves the session in the tenant it worked in", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    await ctx.acrossTenants((tx) => tx.tenant.update({ where: { id: owner.tenantId }, data: { is_demo: false } }));
    const demo = await world.newOwner();
    await ctx.acrossTenants(async (tx) => {
      await tx.tenant.update({ where: { id: demo.tenantId }, data: { is_demo: true } });
      await tx.member.create({ data: { tenant_id: demo.tenantId, user_id: owner.userId, role: "viewer" } });
    });
    const renewed = cookiesIn(await setPassword(cookie, testPassword));
    expect(await read(renewed)).toMatchObject({ tenantId: owner.tenantId });
  });
});

it("a new name is seen at once, is written down, and needs no new session", async () => {
  const owner = await world.newOwner();
  const cookie = await world.cookieOf(owner.email);
  const { name: former } = (await read(cookie)) ?? {};
  expect((await renamePerson(world.account(cookie), "Olive Oyl")).user?.name).toBe("Olive Oyl");
  await renamePerson(world.account(cookie), "Olive Oyl");
  expect(await read(cookie)).toMatchObject({ name: "Olive Oyl" });
  const [line, ...earlier] = (await listAudit(ctx, { tenantId: owner.tenantId, limit: 5 })).items;
  expect(line).toMatchObject({
    action: "account.renamed",
    before: { name: former },
    after: { name: "Olive Oyl" },
    target_id: owner.userId,
  });
  expect(earlier.map(({ action }) => action)).toEqual(["tenant.created"]);
});

describe("a second factor", () => {
  it("is in force once a code has been named, and ends the sessions before it", async () => {
    const { owner, cookie, before, enrolment } = await enrolled();
    expect(enrolment.uri).toMatch(/^otpauth:\/\/totp\/Outreach%20Console:/);
    expect(enrolment.qr_svg).toMatch(/^<svg/);
    expect(new Set(enrolment.backup_codes).size).toBe(10);
    expect(await read(before)).toBeNull();
    expect(await read(cookie)).toMatchObject({ userId: owner.userId, hasTwoFactor: true });
    expect(await actionsIn(owner.tenantId)).toEqual(["two_factor.enabled", "tenant.created"]);
    const rows = await ctx.acrossTenants((tx) => tx.twoFactor.findMany({ where: { userId: owner.userId } }));
    expect(rows).toHaveLength(1);
    for (const secret of [secretText(enrolment.secret), enrolment.secret, ...enrolment.backup_codes]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });

  it("is asked for at signing in: the password alone opens nothing", async () => {
    const { owner, enrolment } = await enrolled();
    const half = await world.signInAs(owner.email);
    expect(await half.clone().json()).toEqual({ user: null, two_factor_required: true });
    const cookie = cookiesIn(half);
    expect(await read(cookie)).toBeNull();
    await expect(world.nameCode(cookie, "000000")).rejects.toMatchObject({ code: "unauthenticated" });
    const whole = await world.nameCode(cookie, await codeOf(enrolment.secret));
    expect(await whole.clone().json()).toMatchObject({ user: { email: owner.email } });
    expect(await read(cookiesIn(whole))).toMatchObject({ userId: owner.userId });
    await expect(world.nameCode(cookie, await codeOf(enrolment.secret))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("takes a code once, though it is still shown", async () => {
    const { owner, enrolment } = await enrolled();
    const code = await codeOf(enrolment.secret);
    await world.nameCode(cookiesIn(await world.signInAs(owner.email)), code);
    const again = world.nameCode(cookiesIn(await world.signInAs(owner.email)), code);
    await expect(again).rejects.toMatchObject({ code: "unauthenticated", message: /used already/ });
    expect(await ctx.acrossTenants((tx) => tx.session.count({ where: { userId: owner.userId } }))).toBe(2);
  });

  it("may be a backup code, each once; new ones make the old void", async () => {
    const { owner, cookie, enrolment } = await enrolled();
    const [first = "", second = ""] = enrolment.backup_codes;
    const name = async (code: string) => world.nameCode(cookiesIn(await world.signInAs(owner.email)), code);
    expect((await name(first)).status).toBe(200);
    await expect(name(first)).rejects.toMatchObject({ code: "unauthenticated" });
    const renewed = await renewBackupCodes(world.account(cookie), testPassword);
    await expect(name(second)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await name(renewed.backup_codes[0] ?? "")).status).toBe(200);
  });

  it("cannot be guessed: five codes a sign-in, ten an account", async () => {
    const { owner, enrolment } = await enrolled();
    const right = await codeOf(enrolment.secret);
    const wrong = right === "111111" ? "222222" : "111111";
    for (let round = 0; round < 2; round++) {
      const cookie = cookiesIn(await world.signInAs(owner.email));
      for (let n = 0; n < 5; n++) await world.nameCode(cookie, wrong).catch(() => {});
      await expect(world.nameCode(cookie, right)).rejects.toMatchObject({
        code: round === 0 ? "unauthenticated" : "rate_limited",
      });
    }
    const fresh = cookiesIn(await world.signInAs(owner.email));
    await expect(world.nameCode(fresh, right)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("goes with the password, or with a reset that says so", async () => {
    const { owner, cookie } = await enrolled();
    await expect(disableTwoFactor(world.account(cookie), "not the password")).rejects.toMatchObject({
      details: { errors: [{ field: "password" }] },
    });
    const without = cookiesIn(await disableTwoFactor(world.account(cookie), testPassword));
    expect(await read(without)).toMatchObject({ hasTwoFactor: false });
    expect((await (await world.signInAs(owner.email)).json()).user).toMatchObject({ email: owner.email });
    const other = await enrolled();
    await ctx.acrossTenants((tx) =>
      tx.member.create({ data: { tenant_id: other.owner.tenantId, user_id: owner.userId, role: "owner" } }),
    );
    const giver = { ...owner, tenantId: other.owner.tenantId };
    for (const removesTwoFactor of [false, true]) {
      const request = { tenantId: giver.tenantId, actor: actorOf(giver), userId: other.owner.userId, removesTwoFactor };
      const made = await createPasswordReset(ctx, request);
      const password = `${next} ${removesTwoFactor}`;
      await acceptAccessLink(ctx, { token: new URL(made.url).hash.slice(1), password });
      const answer = await (await world.signInAs(other.owner.email, password)).json();
      expect(answer.two_factor_required).toBe(!removesTwoFactor);
    }
  });

  it("is neither begun nor ended twice, nor confirmed with a wrong code", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    await expect(confirmTwoFactor(world.account(cookie), "123456")).rejects.toMatchObject({ code: "conflict" });
    await expect(disableTwoFactor(world.account(cookie), testPassword)).rejects.toMatchObject({ code: "conflict" });
    await expect(renewBackupCodes(world.account(cookie), testPassword)).rejects.toMatchObject({ code: "conflict" });
    const { secret } = await enrolTwoFactor(world.account(cookie), testPassword);
    const wrong = (await codeOf(secret)) === "111111" ? "222222" : "111111";
    await expect(confirmTwoFactor(world.account(cookie), wrong)).rejects.toMatchObject({ code: "validation_failed" });
    const done = await enrolled();
    await expect(enrolTwoFactor(world.account(done.cookie), testPassword)).rejects.toMatchObject({ code: "conflict" });
    await expect(confirmTwoFactor(world.account(done.cookie), "111111")).rejects.toMatchObject({ code: "conflict" });
  });
});
