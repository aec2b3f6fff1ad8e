import { nextProgram } from "./build.ts";
import type { Supervisor } from "./processes.ts";
import type { Environment } from "./variables.ts";
import { answers } from "./wait.ts";

type Options = { root: string; port: number; env: Environment; mode: "start" | "dev" };

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
}
