import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { expect } from "playwright/test";
import { readCredentials } from "./support/credentials.ts";
import { createDatabase, freePort, Program, statusOf, untilReady } from "./support/production.ts";
import { test } from "./support/test.ts";

// The production process for real: two on one database, with services given by address, as a user who may write nothing.
const SERVE = ["--disable-warning=ExperimentalWarning", "scripts/serve.ts"];
const hex = randomBytes(32).toString("hex");
let variables: Record<string, string>;
let database: Awaited<ReturnType<typeof createDatabase>>;
let ports: [number, number];
let standIn: Program;

test.beforeAll(async () => {
  database = await createDatabase();
  ports = [await freePort(), await freePort()];
  const inngest = await freePort();
  const { redis_url } = readCredentials(process.env.E2E_CREDENTIALS ?? "");
  const redis = Object.assign(new URL(redis_url), { pathname: "/9" });
  variables = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.href,
    APP_URL: `http://127.0.0.1:${ports[0]}`,
    AUTH_SECRET: hex,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    INNGEST_EVENT_KEY: hex,
    INNGEST_SIGNING_KEY: `signkey-prod-${hex}`,
    INNGEST_BASE_URL: `http://127.0.0.1:${inngest}`,
    DRAIN_NOTICE_SECONDS: "1",
    DRAIN_TIMEOUT_SECONDS: "20",
  };
  const standInArgs = ["--conditions=react-server", "scripts/inngest-standin/main.ts"];
  standIn = new Program(standInArgs, { ...variables, PORT: String(inngest) });
});
test.afterAll(async () => {
  standIn.signal("SIGTERM");
  await standIn.end();
  await database.drop();
});

const serve = (change: Record<string, string> = {}, ...args: string[]) =>
  new Program([...SERVE, ...args], { ...variables, ...change }, { isUnprivileged: true });

test("a start without variables names every one of them, and starts nothing", async () => {
  const { code, output } = await new Program(["scripts/bootstrap.mjs", "serve"], {}).end();
  expect(code).toBe(1);
  const required = ["DATABASE_URL", "REDIS_URL", "APP_URL", "AUTH_SECRET", "ENCRYPTION_KEY", "INNGEST_EVENT_KEY"];
  for (const name of [...required, "INNGEST_SIGNING_KEY"]) expect(output).toContain(`${name} is missing: `);
});

test("a database that lacks migrations is refused, and brought up to date by --migrate, by two at once", async () => {
  const refused = await serve({ PORT: String(ports[0]) }).end();
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/lacks .*_base.*npm run db:migrate/);

  const both = ports.map((port) => serve({ PORT: String(port) }, "--migrate"));
  await Promise.all(both.map((program, i) => untilReady(`http://127.0.0.1:${ports[i]}`, program)));
  for (const program of both)
    await expect.poll(() => program.output, { timeout: 30_000 }).toContain("Inngest knows the functions");
  expect(await Promise.all(ports.map((port) => statusOf(`http://127.0.0.1:${port}/login`)))).toEqual([200, 200]);
  for (const program of both) program.signal("SIGTERM");
  expect((await Promise.all(both.map((program) => program.end()))).map(({ code }) => code)).toEqual([0, 0]);
});

test("told to end, a process says so, answers what is at work, and ends with 0; the other serves on", async () => {
  const [first, second] = ports.map((port) => serve({ PORT: String(port) })) as [Program, Program];
  const [one, two] = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
  await Promise.all([untilReady(one, first), untilReady(two, second)]);

  const slow = signInSlowly(ports[0]);
  await slow.isUnderWay;
  first.signal("SIGTERM");
  await expect.poll(() => statusOf(`${one}/readyz`), { intervals: [50] }).toBe(503);
  expect(await statusOf(`${one}/healthz`)).toBe(200);
  await expect.poll(() => statusOf(`${one}/healthz`), { intervals: [100] }).toBe(0);
  slow.finish();
  expect(await slow.status).toBe(401);
  const ended = await first.end();
  expect(ended.code).toBe(0);
  expect(ended.output).toContain("every request was answered");
  expect(await statusOf(`${two}/readyz`)).toBe(200);
  second.signal("SIGTERM");
  expect((await second.end()).code).toBe(0);
});

/** Every kind of answer, and what its policy begins with; `isStored` when it may lie in a cache. */
const answers: { path: string; init?: RequestInit; status: number; policy: string; isStored?: boolean }[] = [
  { path: "/login", status: 200, policy: "default-src 'self'; script-src 'self' 'nonce-", isStored: true },
  { path: "/", status: 307, policy: "default-src 'self'", isStored: true },
  { path: "/no-such-page", status: 404, policy: "default-src 'self'", isStored: true },
  { path: "/api/me", status: 401, policy: "default-src 'none'" },
  { path: "/api/no-such-place", status: 404, policy: "default-src 'none'" },
  { path: "/api/auth/sign-in/email", init: { method: "POST", body: "{" }, status: 415, policy: "default-src 'none'" },
  {
    path: `/api/webhooks/sendgrid/${hex}`,
    init: { method: "POST", body: "[]" },
    status: 401,
    policy: "default-src 'none'",
  },
  { path: "/api/inngest", init: { method: "POST", body: "{}" }, status: 401, policy: "default-src 'none'" },
  { path: "/u/no-such-token", status: 404, policy: "default-src 'none'" },
  { path: "/healthz", status: 200, policy: "default-src 'none'" },
  { path: "/readyz", status: 200, policy: "default-src 'none'" },
  { path: "/metrics", status: 404, policy: "default-src 'none'" },
  { path: "/icon.svg", status: 200, policy: "default-src 'none'", isStored: true },
  { path: "/_next/static/none.js", status: 404, policy: "default-src 'none'", isStored: true },
  { path: "/%", status: 404, policy: "default-src 'self'", isStored: true },
  { path: "/prospects/%ff", status: 307, policy: "default-src 'self'", isStored: true },
  { path: "/api/prospects/%", status: 401, policy: "default-src 'none'" },
  { path: "/u/%", status: 404, policy: "default-src 'none'" },
];

test("every answer carries the security headers, whatever kind it is", async () => {
  // APP_URL alone says whether people come over https: the proxy in front ends TLS.
  const program = serve({ PORT: String(ports[0]), APP_URL: "https://console.example.com" });
  const origin = `http://127.0.0.1:${ports[0]}`;
  await untilReady(origin, program);
  for (const { path, init, status, policy, isStored } of answers) {
    const answer = await fetch(origin + path, { redirect: "manual", ...init });
    const { headers } = answer;
    expect.soft(answer.status, path).toBe(status);
    expect.soft(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect.soft(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
    expect.soft(headers.get("referrer-policy"), path).toMatch(/^(same-origin|no-referrer)$/);
    expect.soft(headers.get("strict-transport-security"), path).toMatch(/^max-age=31536000/);
    expect.soft(headers.get("content-security-policy"), path).toContain(policy);
    expect.soft(headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
    if (!isStored) expect.soft(headers.get("cache-control"), path).toContain("no-store");
  }
  program.signal("SIGTERM");
  expect((await program.end()).code).toBe(0);
});

/** A request whose body is not all there yet: at work for as long as the test wants. */
function signInSlowly(port: number) {
  const body = JSON.stringify({ email: "nobody@example.com", password: "not the password" });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    origin: variables.APP_URL,
  };
  const request = httpRequest({ host: "127.0.0.1", port, method: "POST", path: "/api/auth/sign-in/email", headers });
  const status = new Promise<number | undefined>((resolve, reject) => {
    request.on("response", (response) => resolve(response.resume().statusCode));
    request.on("error", reject);
  });
  const isUnderWay = new Promise<void>((resolve) => request.write(body.slice(0, 10), () => resolve()));
  return { status, isUnderWay, finish: () => request.end(body.slice(10)) };
}
