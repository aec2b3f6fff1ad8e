import { buildId, nextProgram } from "./build.ts";
import type { Supervisor } from "./processes.ts";
import type { Environment } from "./variables.ts";
import { answers } from "./wait.ts";

type Options = { root: string; port: number; env: Environment; mode: "start" | "dev" };

const LOOK_EVERY_MS = 5_000;

/** Serves the console on 127.0.0.1: the production build, or with reload and its output in the terminal (`dev`). */
export async function startConsole(supervisor: Supervisor, { root, port, env, mode }: Options): Promise<void> {
  await supervisor.start({
    name: "next",
    command: process.execPath,
    args: [nextProgram(root), mode, "-p", String(port), "-H", "127.0.0.1"],
    cwd: root,
    env,
    output: mode === "dev" ? "terminal" : "log",
    isReady: () => answers(`http://127.0.0.1:${port}/healthz`),
    readyWithinMs: 120_000,
    whenItEnds: "restart",
  });
  if (mode === "start") followBuild(supervisor, root);
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
