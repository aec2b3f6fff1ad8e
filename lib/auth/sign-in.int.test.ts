import { afterAll, beforeEach, describe, expect, inject, it } from "vitest";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createAuth } from "./create-auth.ts";
import { createTenant } from "./create-tenant.ts";
import { handleAuthRequest } from "./handle-auth-request.ts";

const ctx = createTestContext();
const appUrl = ctx.config.appUrl;
const config = { databaseUrl: inject("databaseUrl"), appUrl, secret: "s".repeat(40) };
const service = createAuth({ ...config, sharedSignInMax: 100_000 });
const crowded = createAuth({ ...config, sharedSignInMax: 1 });
afterAll(() => Promise.all([service.close(), crowded.close()]));

const password = "correct horse battery";
let email = "";

beforeEach(async () => {
  ctx.setNow(new Date());
  const unique = crypto.randomUUID();
  email = `ann-${unique}@example.test`;
  await createTenant(ctx, { name: `T ${unique}`, owner: { email, name: "Ann", password } });
});

type Call = { method?: string; body?: unknown; cookie?: string; headers?: Record<string, string> };

async function call(path: string, options: Call = {}, by = service): Promise<Response> {
  const { method = "POST", body, cookie, headers = {} } = options;
  const all = new Headers({ origin: appUrl, ...headers });
  if (body !== undefined && !all.has("content-type")) all.set("content-type", "application/json");
  if (cookie) all.set("cookie", cookie);
  const request = new Request(`${appUrl}/api/auth/${path}`, {
    method,
    headers: all,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return handleAuthRequest(by, ctx, request, "request-id");
}

const signInAs = (secret = password, more: Call = {}) =>
  call("sign-in/email", { body: { email, password: secret }, ...more });
const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
const sessionOf = async (cookie: string) => (await call("get-session", { method: "GET", cookie })).json();

describe("signing in", () => {
  it("gives a session in a cookie that scripts cannot read, and the token nowhere else", async () => {
    const response = await signInAs();
    expect(response.status).toBe(200);
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^outreach\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    const text = await response.text();
    const user = { id: expect.any(String), name: "Ann", email };
    expect(JSON.parse(text)).toEqual({ user, two_factor_required: false });
    expect(await sessionOf(cookieOf(response))).toMatchObject({ user: { email } });
  });

  it("takes the address in any case", async () => {
    email = email.toUpperCase();
    expect((await signInAs()).status).toBe(200);
  });

  it("refuses a wrong password and an unknown address in the same words", async () => {
    const wrong = await signInAs("wrong password!!").catch((error) => error);
    email = "nobody@example.test";
    const unknown = await signInAs().catch((error) => error);
    expect(wrong).toMatchObject({ code: "unauthenticated", message: "Wrong email address or password." });
    expect([unknown.code, unknown.message]).toEqual([wrong.code, wrong.message]);
  });

  it.each([
    ["no password", { body: { email: "a@b.test" } }, "validation_failed"],
    [
      "a field too many",
      { body: { email: "a@b.test", password: "x", callbackURL: "https://evil.example" } },
      "validation_failed",
    ],
    [
      "a form",
      { body: {}, headers: { "content-type": "application/x-www-form-urlencoded" } },
      "unsupported_media_type",
    ],
    ["a large body", { body: { email: "a", password: "x".repeat(10_000) } }, "payload_too_large"],
  ])("refuses %s", async (_name, options, code) => {
    await expect(call("sign-in/email", options as Call)).rejects.toMatchObject({ code });
  });

  it.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: appUrl.replace("3000", "3001"), "sec-fetch-site": "same-site" },
  ] as Record<string, string>[])("refuses a page that is not ours: %j", async (headers) => {
    await expect(signInAs(password, { headers })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("takes a client that is no browser", async () => {
    const request = new Request(`${appUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    expect((await handleAuthRequest(service, ctx, request, "request-id")).status).toBe(200);
  });
});

describe("rotation", () => {
  it("begins a new session at every sign-in and ends the one the browser had", async () => {
    const old = cookieOf(await signInAs());
    const fresh = cookieOf(await signInAs(password, { cookie: old }));
    expect(fresh).not.toBe(old);
    expect(await sessionOf(old)).toBeNull();
    expect(await sessionOf(fresh)).toMatchObject({ user: { email } });
  });

  it("leaves sessions of other browsers alone", async () => {
    const laptop = cookieOf(await signInAs());
    await signInAs();
    expect(await sessionOf(laptop)).toMatchObject({ user: { email } });
  });

  it("ends with signing out, which another site's page cannot do", async () => {
    const cookie = cookieOf(await signInAs());
    await expect(call("sign-out", { cookie, headers: { origin: "https://evil.example" } })).rejects.toMatchObject({
      code: "forbidden",
    });
    const response = await call("sign-out", { cookie });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect(await sessionOf(cookie)).toBeNull();
  });

  it("does not believe a changed cookie", async () => {
    const cookie = cookieOf(await signInAs());
    expect(await sessionOf(`${cookie.slice(0, -6)}AAAA%3D`)).toBeNull();
    expect(await sessionOf("outreach.session_token=nothing.signed")).toBeNull();
  });
});

describe("tries per account", () => {
  it("end after ten for five minutes, for the right password too, whatever address they claim to come from", async () => {
    for (let n = 0; n < 10; n++) {
      const headers = { "x-forwarded-for": `10.0.0.${n}` };
      await expect(signInAs("wrong password!!", { headers })).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(signInAs()).rejects.toMatchObject({ code: "rate_limited", details: { retryAfterSeconds: 300 } });
    ctx.setNow(new Date(ctx.now().getTime() + 299_000));
    await expect(signInAs()).rejects.toMatchObject({ details: { retryAfterSeconds: 1 } });
    ctx.setNow(new Date(ctx.now().getTime() + 1_000));
    expect((await signInAs()).status).toBe(200);
  });

  it("are all counted when they come at once", async () => {
    const tries = Array.from({ length: 14 }, () => signInAs("wrong password!!").catch((error) => error.code));
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
  });

  it("start again after a success", async () => {
    for (let n = 0; n < 9; n++) await signInAs("wrong password!!").catch(() => {});
    await signInAs();
    for (let n = 0; n < 9; n++) await signInAs("wrong password!!").catch(() => {});
    expect((await signInAs()).status).toBe(200);
  });
});

it("lets only so many sign in at once, all accounts and claimed addresses together", async () => {
  const tries = ["10.0.0.1", "10.0.0.2"].map((address) => {
    const body = { email: `${address}@example.test`, password };
    return call("sign-in/email", { body, headers: { "x-forwarded-for": address } }, crowded).catch((error) => error);
  });
  const refusals = await Promise.all(tries);
  expect(refusals).toContainEqual(expect.objectContaining({ code: "rate_limited" }));
  const limited = refusals.find((refusal) => refusal.code === "rate_limited");
  expect(limited.details.retryAfterSeconds).toBeGreaterThan(0);
});

it.each([
  ["POST", "sign-up/email"],
  ["POST", "change-password"],
  ["POST", "update-user"],
  ["GET", "list-sessions"],
  ["GET", "sign-in/email"],
  ["POST", "get-session"],
  ["GET", "ok"],
])("has no %s %s", async (method, path) => {
  const body = method === "POST" ? { email: "x@y.test", password, name: "X" } : undefined;
  await expect(call(path, { method, body })).rejects.toMatchObject({ code: "not_found" });
});
