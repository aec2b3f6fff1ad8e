import { spawn } from "node:child_process";

/**
 * Runs a script under Node 24 and ends as it ends. Signals are passed on, and the script learns by its closed channel
 * when this process is killed outright.
 */
export function runTask(node, script, args, { cwd, env }) {
  const flags = ["--conditions=react-server", "--disable-warning=ExperimentalWarning"];
  const child = spawn(node, [...flags, script, ...args], { cwd, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
}

/** A killed npm cannot pass on its end: when our parent changes, the task must not run on without an owner. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
