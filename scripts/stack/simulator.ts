import { join } from "node:path";
import { NODE_FLAGS } from "./build.ts";
import type { Supervisor } from "./processes.ts";
import type { Environment } from "./variables.ts";
import { answers } from "./wait.ts";

/** Starts the email provider stand-in of the demo tenant on this port of the loopback interface. */
export async function startSimulator(
  supervisor: Supervisor,
  root: string,
  port: number,
  env: Environment,
): Promise<void> {
  await supervisor.start({
    name: "simulator",
    command: process.execPath,
    args: [...NODE_FLAGS, join(root, "scripts", "simulator", "main.ts")],
    cwd: root,
    env: { ...env, PORT: String(port) },
    graceMs: 3_000,
    isReady: () => answers(`http://127.0.0.1:${port}/healthz`, (status) => status === 200),
    readyWithinMs: 30_000,
    whenItEnds: "restart",
  });
}
