import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** One process as the operating system shows it. `startedAt` together with the pid names it for ever: pids are used again. */
export type ProcessInfo = { pid: number; zombie: boolean; session: number; startedAt: string; command: string };

/** The process with this pid, or null when there is none. A zombie (dead, not yet reaped by its parent) is returned as such. */
export function inspectProcess(pid: number): ProcessInfo | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === "linux" ? readProc(pid) : readPs(pid);
}

/** True while the very process that was recorded is running: same pid, same start, no zombie. */
export function isRunning(pid: number, startedAt: string): boolean {
  const info = inspectProcess(pid);
  return info !== null && !info.zombie && info.startedAt === startedAt;
}

/** Living processes of a session, to find what a dead session leader left behind (Linux; elsewhere none are found). */
export function sessionMembers(session: number): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map((name) => readProc(Number(name)))
    .filter((info) => info !== null && info.session === session && !info.zombie)
    .map((info) => (info as ProcessInfo).pid);
}

/** Parses /proc/<pid>/stat; the command name in brackets may itself hold spaces and brackets. */
export function parseProcStat(text: string): { state: string; session: number; startTicks: string } | null {
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .trim()
    .split(" ");
  const [state, , , session] = fields;
  const startTicks = fields[19];
  if (!state || !session || !startTicks) return null;
  return { state, session: Number(session), startTicks };
}

function readProc(pid: number): ProcessInfo | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
    if (!stat) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    const zombie = stat.state === "Z" || stat.state === "X";
    return { pid, zombie, session: stat.session, startedAt: `${bootId()}:${stat.startTicks}`, command };
  } catch {
    return null; // it ended while we looked
  }
}

let knownBootId: string | undefined;
function bootId(): string {
  knownBootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return knownBootId;
}

function readPs(pid: number): ProcessInfo | null {
  try {
    const columns = ["-o", "stat=", "-o", "lstart=", "-o", "command="];
    const line = execFileSync("ps", ["-p", String(pid), ...columns], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    const match = line.trim().match(/^(\S+)\s+(\S+ +\S+ +\d+ +[\d:]+ +\d{4})\s*(.*)$/);
    if (!match) return null;
    const [, state = "", startedAt = "", command = ""] = match;
    return { pid, zombie: state.startsWith("Z"), session: 0, startedAt, command };
  } catch {
    return null; // ps ends with 1 when there is no such process
  }
}
