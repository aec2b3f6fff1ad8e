import { afterAll, describe, expect, inject, it } from "vitest";
import { problemOf } from "#lib/http/problem-of.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createAuth } from "./create-auth.ts";
import { createTenant } from "./create-tenant.ts";
import { describePerson, switchTenant } from "./describe-me.ts";
import { handleAuthRequest } from "./handle-auth-request.ts";
import { readSession } from "./read-session.ts";
import { signIn } from "./sign-in.ts";

const ctx = createTestContext();
const { appUrl } = ctx.config;
const config = { databaseUrl: inject("databaseUrl"), appUrl, secret: "s".repeat(40), sharedSignInMax: 100_000 };
const service = createAuth(config);
const behindTls = createAuth({ ...config, appUrl: "https://console.example.test" });
afterAll(() => Promise.all([service.close(), behindTls.close()]));

const password = "correct horse battery";

async function person(secret = password) {
  const email = `ann-${crypto.randomUUID()}@example.test`;
  const made = await createTenant(ctx, {
    name: `T ${crypto.randomUUID()}`,
    owner: { email, name: "Ann", password: secret },
  });
  return { email, ...made };
}

function signInAs(email: string, secret = password, by = service, at = appUrl) {
  const request = new Request(`${at}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: at },
    body: JSON.stringify({ email, password: secret }),
  });
  return signIn(by, { ...ctx, config: { ...ctx.config, appUrl: at } }, request);
}

async function cookieOf(email: string, secret = password): Promise<string> {
  return (await signInAs(email, secret)).headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const sessionsOf = (userId: string) => ctx.acrossTenants((tx) => tx.session.findMany({ where: { userId } }));
const read = (cookie: string) => readSession(service, new Headers({ cookie }));

const textOf = (length: number) => "große Füße im Sommerregen, und dann noch mehr ".repeat(3).slice(0, length);

describe("passwords", () => {
  it.each([
    [11, "must have at least 12 characters"],
    [129, "must have at most 128 characters"],
  ])("of %i characters are refused", async (length, message) => {
    const error = await person(textOf(length)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "validation_failed", details: { errors: [{ field: "password", message }] } });
  });

  it.each([12, 128])("of %i characters let their owner in", async (length) => {
    const secret = textOf(length);
    const { email } = await person(secret);
    expect((await signInAs(email, secret)).status).toBe(200);
    await expect(signInAs(email, secret.slice(1))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("are stored as a hash alone, and are in no audit line", async () => {
    const { userId, tenantId } = await person();
    const accounts = await ctx.acrossTenants((tx) => tx.account.findMany({ where: { userId } }));
    const log = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany());
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.password).toMatch(/^[0-9a-f]+:[0-9a-f]+$/);
    expect(JSON.stringify([accounts, log])).not.toContain(password);
  });
});

describe("the tries of an account", () => {
  it("are counted together however its address is written", async () => {
    const { email } = await person();
    for (let n = 0; n < 10; n++) {
      const written = [email, email.toUpperCase(), ` ${email} `][n % 3] ?? email;
      await expect(signInAs(written, "wrong password!!")).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(signInAs(email)).rejects.toMatchObject({ code: "rate_limited" });
    const { email: other } = await person();
    expect((await signInAs(other)).status).toBe(200);
  });

  it("are limited for an address that nobody has just the same", async () => {
    const nobody = `nobody-${crypto.randomUUID()}@example.test`;
    for (let n = 0; n < 10; n++) await signInAs(nobody).catch(() => {});
    await expect(signInAs(nobody)).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("a session", () => {
  it("ends a week after signing in, used or not", async () => {
    const { email, userId } = await person();
    const cookie = await cookieOf(email);
    expect(await read(cookie)).toMatchObject({ userId });
    const [session, ...others] = await sessionsOf(userId);
    if (!session) throw new Error("no session");
    expect(others).toEqual([]);
    const life = session.expiresAt.getTime() - session.createdAt.getTime();
    expect(Math.abs(life - 7 * 86_400_000)).toBeLessThan(60_000);
    const soon = new Date(Date.now() + 60_000);
    const endAt = (expiresAt: Date) =>
      ctx.acrossTenants((tx) => tx.session.update({ where: { id: session.id }, data: { expiresAt } }));
    await endAt(soon);
    expect(await read(cookie)).toMatchObject({ userId });
    expect((await sessionsOf(userId))[0]?.expiresAt).toEqual(soon);
    await endAt(new Date(Date.now() - 1));
    expect(await read(cookie)).toBeNull();
  });

  it("keeps to TLS where the console does", async () => {
    const { email } = await person();
    const answer = await signInAs(email, password, behindTls, "https://console.example.test");
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-outreach\.session_token=/);
    expect(cookie).toMatch(/; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it("is signed: another secret's cookie opens nothing", async () => {
    const { email } = await person();
    const cookie = await cookieOf(email);
    const other = createAuth({ ...config, secret: "t".repeat(40) });
    expect(await readSession(other, new Headers({ cookie }))).toBeNull();
    await other.close();
  });

  it("is needed to look at oneself and to change tenants", async () => {
    const { tenantId } = await person();
    for (const headers of [new Headers(), new Headers({ cookie: "outreach.session_token=nothing.signed" })]) {
      await expect(describePerson(service, headers)).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(switchTenant(service, headers, tenantId)).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("may be left twice, and without ever having begun", async () => {
    const leave = (cookie?: string) => {
      const headers = { origin: appUrl, ...(cookie && { cookie }) };
      const request = new Request(`${appUrl}/api/auth/sign-out`, { method: "POST", headers });
      return handleAuthRequest(service, ctx, request, "r-1");
    };
    const { email } = await person();
    const cookie = await cookieOf(email);
    for (const given of [cookie, cookie, undefined]) {
      const answer = await leave(given);
      expect([answer.status, await answer.text()]).toEqual([204, ""]);
      expect(answer.headers.get("x-request-id")).toBe("r-1");
    }
  });
});

it("signing in while the database is away is 503, and says nothing about the password", async () => {
  const away = createAuth({ ...config, databaseUrl: "postgresql://postgres@127.0.0.1:1/none" });
  const { email } = await person();
  const error = await signInAs(email, password, away).catch((reason: unknown) => reason);
  await away.close();
  expect(problemOf(error, "r-1", ctx.log).status).toBe(503);
});
