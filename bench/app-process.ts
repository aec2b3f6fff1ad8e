import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchEnv } from "./harness.ts";

const root = join(import.meta.dirname, "..");
const next = join(root, "node_modules", "next", "dist", "bin", "next");
const startMs = 60_000;

export type AppProcess = {
  url: string;
  pid: number;
  stop(): Promise<void>;
  /** as the kernel does it when memory is short: SIGKILL */
  kill(): Promise<void>;
};

/**
 * The production build on a free port (or the one given), with this process's environment; it is built first when there is no build.
 * The app works on the database of `env`: what a bench calls over HTTP lives there. Its output goes to bench-app.log in DATA_DIR.
 */
export async function startApp(env: BenchEnv, ownPort?: number, nodeOptions = ""): Promise<AppProcess> {
  if (!existsSync(join(root, ".next", "BUILD_ID"))) {
    env.say("building the app");
    const build = spawn(process.execPath, [next, "build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    if ((await once(build, "exit"))[0] !== 0) throw new Error("the app cannot be built");
  }
  const port = ownPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(process.env.DATA_DIR ?? tmpdir(), "bench-app.log"), "a");
  const child = spawn(process.execPath, [next, "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      APP_URL: url,
      DATABASE_URL: env.databaseUrl,
      NODE_OPTIONS: nodeOptions,
    },
    stdio: ["ignore", log, log],
  });
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  const stop = () => end("SIGTERM");
  await untilHealthy(url, () => child.exitCode !== null).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, pid: child.pid ?? 0, stop, kill: () => end("SIGKILL") };
}

async function untilHealthy(url: string, isGone: () => boolean): Promise<void> {
  const until = performance.now() + startMs;
  while (performance.now() < until && !isGone()) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error("the app does not start: see bench-app.log");
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
