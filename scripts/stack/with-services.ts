import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { EnvError, parseEnv } from "#lib/env.ts";
import { NODE_FLAGS } from "./build.ts";
import { type DatabaseScript, runWithDatabases } from "./with-databases.ts";

/** Runs a script on the services that the environment names, all of them, as in production; else on those of the data folder. */
export async function runWithServices(script: DatabaseScript): Promise<void> {
  if (!hasWholeEnvironment()) return runWithDatabases(script);
  const args = [...NODE_FLAGS, join(script.root, script.path), ...script.args];
  const child = spawn(process.execPath, args, { cwd: script.root, stdio: "inherit" });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
}

function hasWholeEnvironment(): boolean {
  try {
    parseEnv(process.env);
    return true;
  } catch (error) {
    if (error instanceof EnvError) return false;
    throw error;
  }
}
