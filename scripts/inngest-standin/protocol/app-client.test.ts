import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock, until } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { AppClient } from "./app-client.ts";
import { signBody } from "./signing.ts";

const signingKey = "signkey-prod-00ff10";
type Seen = { method: string | undefined; url: string | undefined; signature: unknown; body: string; socket: unknown };

let clock: FakeClock;
let client: AppClient;
let server: http.Server;
let seen: Seen[];
let respond: (response: http.ServerResponse) => void;

beforeEach(async () => {
  clock = new FakeClock(1_700_000_000_000);
  seen = [];
  respond = (response) => response.end("null");
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method, url, headers, socket } = request;
    seen.push({ method, url, signature: headers["x-inngest-signature"], body, socket });
    respond(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = makeClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ignored?x=1`);
});

afterEach(() => {
  client.close();
  server.close();
  server.closeAllConnections();
});

function makeClient(appUrl: string): AppClient {
  return new AppClient({ appUrl, signingKey, clock, callTimeoutMs: 60_000, maxSockets: 4 });
}

test("signs what it sends, to the path and with the ids the SDK reads, over one kept connection", async () => {
  const body = { ctx: { attempt: 0, gone: undefined }, text: "é" };
  await client.call("app fn", "step", body);
  await client.call("app fn", "abc", body);
  expect(seen[0]).toMatchObject({
    method: "POST",
    url: "/api/inngest?fnId=app+fn&stepId=step",
    body: '{"ctx":{"attempt":0},"text":"é"}',
  });
  expect(seen[0]?.signature).toBe(signBody({ ctx: { attempt: 0 }, text: "é" }, signingKey, clock.now()));
  expect(clock.pendingTimers).toBe(0);
  expect(seen[1]?.socket).toBe(seen[0]?.socket);
});

describe("answers", () => {
  test("carry status, body and the headers that matter", async () => {
    respond = (response) => {
      response.writeHead(206, { "x-inngest-no-retry": "true", "retry-after": "30", "x-inngest-sdk": "js:v4" });
      response.end('[{"op":"StepRun"}]');
    };
    expect(await client.call("f", "step", {})).toEqual({
      kind: "http",
      status: 206,
      body: [{ op: "StepRun" }],
      isNoRetry: true,
      retryAfter: "30",
      isFromSdk: true,
    });
  });

  test("that are not JSON stay text and are known not to be the SDK's", async () => {
    respond = (response) => response.writeHead(502).end("<html>bad gateway");
    expect(await client.call("f", "step", {})).toMatchObject({
      status: 502,
      body: "<html>bad gateway",
      isFromSdk: false,
      isNoRetry: false,
    });
  });
});

describe("no answer", () => {
  test("nobody listening is told apart from a connection that breaks", async () => {
    respond = (response) => response.destroy();
    expect(await client.call("f", "step", {})).toMatchObject({ kind: "lost" });
    respond = (response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setImmediate(() => response.destroy());
    };
    expect(await client.call("f", "step", {})).toMatchObject({ kind: "lost" });
    server.close();
    server.closeAllConnections();
    await once(server, "close");
    expect(await client.call("f", "step", {})).toMatchObject({ kind: "refused" });
    expect(await client.sync()).toMatchObject({ ok: false, isAway: true });
    expect(clock.pendingTimers).toBe(0);
  });

  test.each([
    ["before the first byte", () => {}],
    [
      "in the middle",
      (response: http.ServerResponse) => response.writeHead(200, { "content-length": "100" }).write("half"),
    ],
  ])("a call that hangs %s is cut after its time", async (_name, hang) => {
    let isHanging = false;
    respond = (response) => {
      hang(response);
      isHanging = true;
    };
    const call = client.call("f", "step", {});
    await until(() => isHanging, "the app hangs");
    await clock.advance(60_000);
    expect(await call).toEqual({ kind: "lost", message: "no answer within 60 s" });
  });
});

describe("registration", () => {
  test("is a signed PUT", async () => {
    expect(await client.sync()).toEqual({ ok: true });
    expect(seen[0]).toMatchObject({
      method: "PUT",
      url: "/api/inngest",
      body: "{}",
      signature: signBody({}, signingKey, clock.now()),
    });
  });

  test.each([
    [500, '{"message":"Failed to register; fetch failed"}', "Failed to register; fetch failed"],
    [404, "<html>not found", "<html>not found"],
  ])("a %d answer is explained", async (status, text, problem) => {
    respond = (response) => response.writeHead(status).end(text);
    expect(await client.sync()).toEqual({
      ok: false,
      isAway: false,
      message: `PUT /api/inngest answered ${status}: ${problem}`,
    });
  });
});
