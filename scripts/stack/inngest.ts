import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_FLAGS } from "./build.ts";
import { registerFunctions } from "./inngest-registration.ts";
import { freePort } from "./ports.ts";
import type { ServiceSpec, Supervisor } from "./processes.ts";
import type { Secrets } from "./secrets.ts";
import { describeFailure } from "./setup-error.ts";
import type { Environment } from "./variables.ts";
import { answers } from "./wait.ts";

type Options = {
  root: string;
  port: number;
  consolePort: number;
  secrets: Secrets;
  env: Environment;
  say: (line: string) => void;
};

/**
 * Path of the real Inngest server, or null. Its package may be there without the program: that is downloaded while it is
 * installed, and until then a script lies in its place that only prints how to get it.
 */
export function findInngest(root: string): string | null {
  const path = join(root, "node_modules", "inngest-cli", "bin", "inngest");
  return existsSync(path) && !readFileSync(path).subarray(0, 2).equals(Buffer.from("#!")) ? path : null;
}

/**
 * Starts `inngest start` where its program is installed, else our stand-in for it, and registers the console's functions.
 * Should the real one not come up, the stand-in serves: they speak the same protocol with the same keys.
 */
export async function startInngest(supervisor: Supervisor, options: Options): Promise<void> {
  const program = findInngest(options.root);
  if (program) {
    try {
      return await supervisor.start(await realServer(supervisor.dataDir, program, options));
    } catch (error) {
      if (supervisor.isStopping) throw error;
      options.say(`the Inngest server did not start, using the stand-in. ${describeFailure(error)}`);
      await supervisor.end("inngest");
    }
  }
  await supervisor.start(standIn(options));
}

function standIn({ root, port, env, ...rest }: Options): ServiceSpec {
  return {
    ...common({ port, ...rest }),
    name: "inngest-standin",
    command: process.execPath,
    args: [...NODE_FLAGS, join(root, "scripts", "inngest-standin", "main.ts")],
    cwd: root,
    env: { ...env, PORT: String(port) },
  };
}

async function realServer(dataDir: string, program: string, options: Options): Promise<ServiceSpec> {
  const { port, env, secrets } = options;
  const folder = join(dataDir, "inngest");
  mkdirSync(folder, { recursive: true });
  const ports = ["--port", String(port), "--connect-gateway-port", String(await freePort())];
  return {
    ...common(options),
    name: "inngest",
    command: program,
    args: ["start", "--host", "127.0.0.1", ...ports, "--sqlite-dir", folder],
    cwd: folder,
    // keys go by the environment: arguments can be read by every user of the machine
    env: { ...env, INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY.replace(/^signkey-\w+-/, "") },
  };
}

function common({ port, consolePort, secrets }: Pick<Options, "port" | "consolePort" | "secrets">) {
  return {
    graceMs: 7_000, // calls in flight may finish for 5 s
    isReady: () => answers(`http://127.0.0.1:${port}/health`),
    readyWithinMs: 30_000,
    whenItEnds: "restart" as const,
    afterStart: () => registerFunctions(`http://127.0.0.1:${consolePort}`, secrets.INNGEST_SIGNING_KEY),
  };
}
