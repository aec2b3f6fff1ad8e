import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs a script under Node 24 and ends as it ends. Signals are passed on, and the script learns by its closed channel
 * when this process is killed outright.
 */
export function runTask(node, args, { cwd, env }) {
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd,
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
}

/** A killed npm cannot pass on its end: when it is gone, the task must not run on without an owner. */
function stopWithParent(child) {
  const npm = starter();
  setInterval(() => starter() !== npm && child.kill("SIGTERM"), 1000).unref();
}

/** The process that started us, seen through the shell that npm puts between (Linux; elsewhere that shell stands for it). */
function starter() {
  try {
    const command = readFileSync(`/proc/${process.ppid}/cmdline`, "utf8");
    if (!/^\S*sh\0-c\0/.test(command)) return process.ppid;
    return Number(readFileSync(`/proc/${process.ppid}/status`, "utf8").match(/^PPid:\s*(\d+)/m)?.[1]);
  } catch {
    return process.ppid;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
