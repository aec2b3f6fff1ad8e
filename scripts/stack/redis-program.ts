import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findProgram } from "./find-program.ts";
import { SetupError } from "./setup-error.ts";

const NAMES = ["redis-server", "valkey-server"];
const HELP =
  "Install it (Debian/Ubuntu: sudo apt-get install redis-server · macOS: brew install redis), or set REDIS_URL.";

/**
 * Path of a Redis or Valkey server: from PATH, else installed with apt-get when we are root on Debian or Ubuntu.
 * @throws SetupError that says what to install
 */
export function requireRedisProgram(say: (line: string) => void): string {
  const found = findProgram(NAMES);
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version"))
    throw new SetupError(`No redis-server on PATH. ${HELP}`);
  say("installing redis-server with apt-get");
  const failure = aptInstall("redis-server");
  const installed = findProgram(NAMES);
  if (installed) return installed;
  throw new SetupError(`apt-get could not install redis-server:\n${failure}\n${HELP}`);
}

/** Installs a Debian package without asking and without starting its service. Returns apt's words when it failed. */
export function aptInstall(name: string): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const apt = (...args: string[]) => spawnSync("apt-get", ["-q", "-y", ...args], { env, encoding: "utf8" });
  const install = () => apt("install", "--no-install-recommends", name);
  if (install().status === 0) return "";
  apt("update"); // the package lists may be missing or old
  const second = install();
  return second.status === 0
    ? ""
    : `${second.stdout ?? ""}${second.stderr ?? ""}`.trim().split("\n").slice(-10).join("\n");
}
