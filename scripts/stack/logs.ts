import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

const ROTATE_AT_BYTES = 20 * 1024 ** 2;

/** Path of a child's log in the data folder. */
export const logPath = (dataDir: string, name: string) => join(dataDir, "logs", `${name}.log`);

/** Opens a child's log for appending, with a line that marks this start; a large one is moved to `<name>.log.1` first. */
export function openLog(dataDir: string, name: string, title: string): number {
  const path = logPath(dataDir, name);
  if (existsSync(path) && statSync(path).size > ROTATE_AT_BYTES) renameSync(path, `${path}.1`);
  const log = openSync(path, "a", 0o600);
  writeSync(log, `\n=== ${new Date().toISOString()} ${title}\n`);
  return log;
}

/** Closes this process's handle; the child keeps its own. */
export const closeLog = (log: number) => closeSync(log);

/** The last lines of a log since its last start mark, for an error message. */
export function logTail(dataDir: string, name: string, lines = 25): string {
  const path = logPath(dataDir, name);
  if (!existsSync(path)) return "";
  const text = readFileSync(path, "utf8");
  const current = text.slice(text.lastIndexOf("\n=== ") + 1);
  return current.split("\n").slice(1).join("\n").trim().split("\n").slice(-lines).join("\n");
}
