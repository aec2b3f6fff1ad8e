import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildConsole, generateClient, NODE_FLAGS } from "./build.ts";
import { type Databases, startDatabases } from "./databases.ts";
import { requireUsable, stackEnvironment } from "./environment.ts";
import { readPorts, USUAL_PORTS } from "./ports.ts";
import type { Supervisor } from "./processes.ts";
import type { RunFile } from "./run-file.ts";
import { loadSecrets } from "./secrets.ts";
import { fail, leave, openSession } from "./session.ts";
import { readSettings, type StackSettings } from "./settings.ts";
import { describeFailure, SetupError } from "./setup-error.ts";
import type { Environment } from "./variables.ts";

/** A script of this project that needs the databases, and what must be done before it runs. */
export type DatabaseScript = {
  root: string;
  path: string;
  args: string[];
  migrate: boolean;
  /** The production build of the console must be there and fresh. */
  build?: boolean;
  dataDir?: string;
};

const OWN_DATABASE = "outreach";

/**
 * Runs a script against the databases of the data folder: those of the stack that runs there, else started for the
 * script alone and stopped after it. Ends this process as the script ends.
 */
export async function runWithDatabases(script: DatabaseScript): Promise<void> {
  try {
    const { dataDir = process.env.DATA_DIR, root } = script;
    const settings = readSettings({ ...process.env, DATA_DIR: dataDir }, root);
    const session = await openSession({
      dataDir: settings.dataDir,
      url: settings.appUrl,
      say: (line) => console.error(line),
    });
    if ("start" in session) return await runOnOwn(session, settings, script);
    await runBeside(session, settings, script);
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
}

/** Addresses of the databases that a running stack of this data folder uses. */
function addressesOfRun(settings: StackSettings): Databases {
  const ports = readPorts(settings.dataDir);
  return {
    databaseUrl: settings.databaseUrl ?? `postgresql://postgres@127.0.0.1:${ports.postgres}/${OWN_DATABASE}`,
    redisUrl: settings.redisUrl ?? `redis://127.0.0.1:${ports.redis}`,
  };
}

async function runBeside(run: RunFile, settings: StackSettings, { root, path, args }: DatabaseScript) {
  if (run.state !== "ready")
    throw new SetupError(`The stack at ${run.url} is still being started: try again when it is up.`);
  const env = environmentFor(settings, addressesOfRun(settings)) as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [...NODE_FLAGS, join(root, path), ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
}

async function runOnOwn(
  supervisor: Supervisor,
  settings: StackSettings,
  { root, path, args, migrate, build }: DatabaseScript,
) {
  try {
    const say = (line: string) => console.error(line);
    const env = environmentFor(settings, await startDatabases(supervisor, settings, say));
    await generateClient({ root, supervisor, env, say });
    const program = { command: process.execPath, cwd: root, env };
    const script = (file: string, ...rest: string[]) => [...NODE_FLAGS, join(root, file), ...rest];
    if (migrate) await supervisor.run({ ...program, name: "migrate", args: script("scripts/db.ts", "migrate") });
    if (build) await buildConsole({ root, supervisor, env, say });
    const outcome = await supervisor.outcomeOf({
      ...program,
      name: "script",
      args: script(path, ...args),
      output: "terminal",
    });
    await leave(supervisor, outcome === "code 0" ? 0 : 1);
  } catch (error) {
    await fail(supervisor, error);
  }
}

function environmentFor(settings: StackSettings, databases: Databases): Environment {
  const secrets = loadSecrets(settings.dataDir, process.env);
  const ports = readPorts(settings.dataDir);
  const local = (service: "inngest" | "simulator") => `http://127.0.0.1:${ports[service] ?? USUAL_PORTS[service]}`;
  const env = stackEnvironment(process.env, settings, secrets, {
    ...databases,
    inngestUrl: settings.inngestUrl ?? local("inngest"),
    simulatorUrl: settings.simulatorUrl ?? local("simulator"),
  });
  requireUsable(env);
  return env;
}
