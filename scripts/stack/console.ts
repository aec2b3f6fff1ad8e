import { join } from "node:path";
import { buildId, nextProgram } from "./build.ts";
import type { Supervisor } from "./processes.ts";
import type { Environment } from "./variables.ts";
import { answers } from "./wait.ts";

type Options = { root: string; port: number; env: Environment; mode: "start" | "dev" };

const LOOK_EVERY_MS = 5_000;
const HOST = "127.0.0.1";
/** Ctrl-C is waited for by a person: requests at work get this long. */
const DRAIN_SECONDS = 4;

/** Serves the console on 127.0.0.1: the production build as in production, or with reload and its output in the terminal (`dev`). */
export async function startConsole(supervisor: Supervisor, { root, port, env, mode }: Options): Promise<void> {
  await supervisor.start({
    name: "next",
    command: process.execPath,
    ...(mode === "dev" ? developmentServer(root, port, env) : productionServer(root, port, env)),
    cwd: root,
    output: mode === "dev" ? "terminal" : "log",
    isReady: () => answers(`http://${HOST}:${port}/healthz`),
    readyWithinMs: 120_000,
    whenItEnds: "restart",
  });
  if (mode === "start") followBuild(supervisor, root);
}

function developmentServer(root: string, port: number, env: Environment) {
  return { args: [nextProgram(root), "dev", "-p", String(port), "-H", HOST], env };
}

function productionServer(root: string, port: number, env: Environment) {
  const args = ["--disable-warning=ExperimentalWarning", join(root, "scripts", "serve", "main.ts")];
  const own = { HOST, PORT: String(port), DRAIN_NOTICE_SECONDS: "0", DRAIN_TIMEOUT_SECONDS: String(DRAIN_SECONDS) };
  return { args, env: { ...env, ...own }, graceMs: (DRAIN_SECONDS + 6) * 1_000 };
}

/** A server whose build was replaced (by `npm test` after a change, say) misses its files: it must be started again. */
function followBuild(supervisor: Supervisor, root: string) {
  let served = buildId(root);
  setInterval(() => {
    const present = buildId(root);
    if (present === "" || present === served) return;
    served = present;
    supervisor.interrupt("next");
  }, LOOK_EVERY_MS).unref();
}
