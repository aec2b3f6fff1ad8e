import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { hashSigningKey } from "./protocol/signing.ts";
import { until } from "./testing/fake-clock.ts";
import { wireFunction } from "./testing/make-function.ts";

// Real sockets and processes: slow when the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

/** The program itself: started as `npm start` does, stopped by a signal. */

const signingKey = "signkey-prod-00ff10";
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function startProgram(env: Record<string, string>) {
  const program = new URL("./main.ts", import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, ["--conditions=react-server", program], {
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  stops.push(() => child.kill("SIGKILL"));
  return { child, output: () => output };
}

/** An app that registers one function when asked to and keeps every step call open until told. */
async function startApp() {
  const held: http.ServerResponse[] = [];
  let standinUrl = "";
  const server = http.createServer(async (request, response) => {
    response.setHeader("x-inngest-sdk", "js:v4");
    if (request.method !== "PUT") return void held.push(response);
    const headers = { authorization: `Bearer ${hashSigningKey(signingKey)}` };
    const body = JSON.stringify({ functions: [wireFunction()] });
    const answer = await fetch(`${standinUrl}/fn/register`, { method: "POST", headers, body });
    return response.writeHead(answer.status).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, held, registerAt: (address: string) => (standinUrl = address) };
}

test("says what is missing in its environment and ends", async () => {
  const { child, output } = startProgram({});
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  for (const name of ["APP_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]) expect(output()).toContain(name);
});

test("registers the app, calls it, and on SIGTERM lets the call in flight finish and its events in", async () => {
  const app = await startApp();
  const keys = { INNGEST_EVENT_KEY: "ek", INNGEST_SIGNING_KEY: signingKey };
  const { child, output } = startProgram({ ...keys, PORT: "0", APP_URL: app.url });
  await until(() => output().includes("is listening"), "the program listens");
  const url = /"url":"([^"]+)"/.exec(output())?.[1] ?? "";
  app.registerAt(url);
  const send = () => fetch(`${url}/e/ek`, { method: "POST", body: JSON.stringify({ name: "go" }) });
  await until(() => output().includes("the app is registered"), "the app registers");
  await send();
  await until(() => app.held.length === 1, "the step call");
  child.kill("SIGTERM");
  await until(() => output().includes("stopping"), "the signal is heard");
  expect((await send()).status).toBe(200);
  app.held[0]?.writeHead(200).end("null");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(app.held).toHaveLength(1);
});
