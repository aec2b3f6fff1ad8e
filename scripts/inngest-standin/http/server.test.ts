import { once } from "node:events";
import type http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashSigningKey } from "#scripts/inngest-standin/protocol/signing.ts";
import { done } from "#scripts/inngest-standin/testing/fake-app.ts";
import { until } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { type FakeWorld, makeFakeWorld } from "#scripts/inngest-standin/testing/fake-world.ts";
import { wireFunction } from "#scripts/inngest-standin/testing/make-function.ts";
import { createStandinServer } from "./server.ts";

const signingKey = "signkey-prod-00ff10";
let world: FakeWorld;
let server: http.Server;
let base: string;

beforeEach(async () => {
  world = makeFakeWorld();
  world.app.on("app-fn", () => done());
  server = createStandinServer({
    engine: world.engine,
    clock: world.clock,
    log: () => {},
    eventKey: "ev/key",
    signingKey,
    isAppUp: () => true,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(base + path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
const bearer = { authorization: `Bearer ${hashSigningKey(signingKey)}` };
const key = encodeURIComponent("ev/key");

describe("POST /fn/register", () => {
  test("takes the functions of whoever has the signing key", async () => {
    const first = await post("/fn/register", { functions: [wireFunction()] }, bearer);
    expect([first.status, await first.json()]).toEqual([
      200,
      { ok: true, status: 200, modified: true, skipped: false },
    ]);
    const second = await post("/fn/register", { functions: [wireFunction()] }, bearer);
    expect(await second.json()).toEqual({ ok: true, status: 200, modified: false, skipped: true });
    expect(world.engine.isRegistered).toBe(true);
  });

  test.each([
    ["no key", {}, { functions: [] }, 401, "INNGEST_SIGNING_KEY"],
    [
      "the key itself instead of its hash",
      { authorization: `Bearer ${signingKey}` },
      { functions: [] },
      401,
      "INNGEST_SIGNING_KEY",
    ],
    ["no functions", bearer, {}, 400, "functions"],
    [
      "a function that is not understood",
      bearer,
      { functions: [wireFunction({ idempotency: "f(x)" })] },
      400,
      "function app-fn",
    ],
    ["no JSON", bearer, "{", 400, "not JSON"],
  ])("refuses %s", async (_name, headers, body, status, text) => {
    const response = await post("/fn/register", body, headers as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([
      status,
      { ok: false, status, error: expect.stringContaining(text) },
    ]);
    expect(world.engine.isRegistered).toBe(false);
  });
});

describe("POST /e/<key>", () => {
  beforeEach(() => {
    world.engine.register([wireFunction()]);
  });

  test("takes events and answers with their ids", async () => {
    const response = await post(`/e/${key}`, [{ name: "go", id: "mine" }, { name: "go" }]);
    const { ids, status } = (await response.json()) as { ids: string[]; status: number };
    expect([status, ids[0], ids.length]).toEqual([200, "mine", 2]);
    await until(() => world.runs().filter((run) => run.status === "completed").length === 2, "both runs");
  });

  test("recognises a post that the SDK repeats by its seed", async () => {
    const headers = { "x-inngest-event-id-seed": "1700000000000,abc" };
    const send = async (more = headers) =>
      ((await (await post(`/e/${key}`, [{ name: "go" }, { name: "go" }], more)).json()) as { ids: string[] }).ids;
    const first = await send();
    expect(await send()).toEqual(first);
    expect(new Set(first).size).toBe(2);
    expect(world.runs()).toHaveLength(2);
    expect(await send({ "x-inngest-event-id-seed": "1700000000001,abc" })).not.toEqual(first);
    expect(world.runs()).toHaveLength(4);
  });

  test.each([
    ["a wrong key", "/e/other", { name: "go" }, 401],
    ["a key that is no URL", "/e/%zz", { name: "go" }, 400],
    ["an event without a name", `/e/${key}`, { data: {} }, 400],
    [
      "a body that is too large",
      `/e/${key}`,
      JSON.stringify({ name: "go", data: { text: "x".repeat(11 * 1024 * 1024) } }),
      413,
    ],
  ])("refuses %s", async (_name, path, body, status) => {
    const response = await post(path, body);
    expect([response.status, await response.json()]).toEqual([
      status,
      { ok: false, status, error: expect.any(String) },
    ]);
    expect(world.runs()).toEqual([]);
  });
});

describe("looking", () => {
  test("GET /healthz, /v0/runs and /", async () => {
    world.engine.register([wireFunction()]);
    await world.send("go");
    for (const path of ["/healthz", "/health"]) {
      expect(await (await fetch(base + path)).json()).toEqual({ status: "ok", app_registered: true });
    }
    expect(await (await fetch(`${base}/v0/runs?x=1`)).json()).toMatchObject({
      active: 0,
      runs: [{ function_id: "app-fn", status: "completed" }],
    });
    const page = await fetch(base);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("app-fn");
    const [run] = world.runs();
    expect(await (await fetch(`${base}/run?runID=${run?.id}`)).text()).toContain("app-fn");
    expect(await (await fetch(`${base}/run?runID=gone`)).text()).toContain("not kept any more");
  });

  test.each([
    ["GET", "/nothing", 404],
    ["POST", "/v0/runs", 404],
    ["DELETE", "/v0/runs", 405],
    ["PUT", "/fn/register", 405],
  ])("%s %s is %d", async (method, path, status) => {
    expect((await fetch(base + path, { method })).status).toBe(status);
  });
});
