import type { ProcessInfo } from "./process-table.ts";

export type PostmasterPid = { pid: number; dataDir: string; port: number };

/** Reads postmaster.pid: line 1 pid, line 2 data folder, line 4 port. Null when it was cut off before the pid. */
export function parsePostmasterPid(text: string): PostmasterPid | null {
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return { pid, dataDir: lines[1] ?? "", port: Number(lines[3] ?? 0) };
}

/** What postmaster.pid means for a start: nothing in the way, a server to take over from, or a file to remove. */
export type PostmasterVerdict = "none" | "take-over" | "remove-stale-file";

/**
 * @param file parsed postmaster.pid, null when there is none or it cannot be read
 * @param owner the process with that pid. A killed postmaster stays a zombie until it is reaped, which some containers
 *   never do; Postgres itself takes a zombie, or a stranger with the same pid, for a running server and refuses to start.
 */
export function judgePostmaster(
  exists: boolean,
  file: PostmasterPid | null,
  owner: ProcessInfo | null,
): PostmasterVerdict {
  if (!exists) return "none";
  if (!file || !owner || owner.zombie) return "remove-stale-file";
  return owner.command.includes("postgres") && owner.command.includes(file.dataDir) ? "take-over" : "remove-stale-file";
}
