import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import type { Engine } from "#scripts/inngest-standin/engine.ts";
import type { RunView } from "#scripts/inngest-standin/snapshot.ts";
import { startStandin } from "#scripts/inngest-standin/standin.ts";
import { FakeClock, until } from "./fake-clock.ts";

export type FunctionsOf = (client: Inngest) => Inngest["funcs"][number][];

/**
 * A stand-in and an app made of the real SDK, talking over real sockets. Only the stand-in's clock is moved by hand,
 * by less than four minutes in one test: signatures carry its time and the SDK compares it with the real one.
 */
export type SdkWorld = {
  clock: FakeClock;
  engine: Engine;
  client: Inngest;
  url: string;
  signingKey: string;
  app: { stop(): Promise<void> };
  /** Starts the app and waits until it has registered. */
  up(): Promise<void>;
  runs(id: string): RunView[];
  statusOf(id: string): string[];
  waitingFor(id: string): string[];
  stop(): Promise<void>;
};

const eventKey = "event-key";
const silent = { info() {}, warn() {}, error() {}, debug() {} };

export async function startSdkWorld(functionsOf: FunctionsOf): Promise<SdkWorld> {
  // Ahead of the real time that the SDK stamps events with: an event of the future would wait for a clock that stands.
  const clock = new FakeClock(Date.now() + 60_000);
  const signingKey = `signkey-prod-${randomBytes(32).toString("hex")}`;
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const settings = {
    port: 0,
    appUrl,
    eventKey,
    signingKey,
    maxInFlight: 16,
    callTimeoutMs: 600_000,
  };
  const standin = await startStandin(settings, { clock, log: () => {} });
  const { engine, registrar, url } = standin;
  const client = new Inngest({ id: "app", baseUrl: url, eventKey, signingKey, isDev: false, logger: silent });
  const app = makeApp(appPort, serve({ client, functions: functionsOf(client) }));
  const runs = (id: string) => engine.snapshot().runs.filter((run) => run.function_id === `app-${id}`);
  return {
    clock,
    engine,
    client,
    url,
    signingKey,
    app,
    runs,
    statusOf: (id) => runs(id).map((run) => run.status),
    waitingFor: (id) => runs(id).flatMap((run) => run.waiting_for),
    up: async () => {
      await until(() => !registrar.isAsking, "the stand-in has asked in vain");
      await app.listen();
      // Its next question is one second away.
      await clock.advance(1_000);
      await until(() => !engine.snapshot().is_paused, "the app registers");
    },
    stop: async () => {
      await standin.stop(0);
      await app.stop();
    },
  };
}

function makeApp(port: number, handler: http.RequestListener) {
  let server: http.Server | null = null;
  return {
    listen: async () => {
      server = http.createServer(handler).listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    stop: async () => {
      const running = server;
      server = null;
      if (!running) return;
      running.close();
      running.closeAllConnections();
      await once(running, "close");
    },
  };
}

async function freePort(): Promise<number> {
  const server = http.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
