import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspectProcess, type ProcessInfo } from "./process-table.ts";

/** What runs in a data folder: DATA_DIR/run.json, written at every change, so that a start after a SIGKILL can clean up. */
export type RunFile = {
  supervisor: { pid: number; started_at: string };
  state: "starting" | "ready" | "stopping";
  url: string;
  children: RunChild[];
};
export type RunChild = { name: string; pid: number; started_at: string; stop_signal: NodeJS.Signals };

type Inspect = (pid: number) => ProcessInfo | null;

/** What a new start finds: nothing, a supervisor at work, or what a killed one left behind (to be stopped in this order). */
export type Situation =
  | { kind: "free" }
  | { kind: "running"; run: RunFile }
  | { kind: "leftovers"; run: RunFile; living: RunChild[] };

/** Judges run.json by the process table. Decides nothing by pid alone: another process may have got the pid since. */
export function judgeRun(run: RunFile | null, inspect: Inspect): Situation {
  if (!run) return { kind: "free" };
  const lives = ({ pid, started_at }: { pid: number; started_at: string }) => {
    const info = inspect(pid);
    return info !== null && !info.zombie && info.startedAt === started_at;
  };
  if (lives(run.supervisor)) return { kind: "running", run };
  return { kind: "leftovers", run, living: run.children.toReversed().filter(lives) };
}

const pathIn = (dataDir: string) => join(dataDir, "run.json");

/** The run file of a data folder; null when there is none or it cannot be understood. */
export function readRunFile(dataDir: string): RunFile | null {
  return parseRun(pathIn(dataDir));
}

/** Replaces the run file in one step: a reader sees the old or the new text, never half of one. */
export function writeRunFile(dataDir: string, run: RunFile): void {
  renameSync(writeDraft(dataDir, run), pathIn(dataDir));
}

/**
 * Takes the data folder for this process. False when another start was faster.
 * @param stale the run file judged dead, or null when there was none or it could not be read; only that very one is replaced
 */
export function claimRunFile(dataDir: string, run: RunFile, stale: RunFile | null): boolean {
  const draft = writeDraft(dataDir, run);
  const old = `${draft}.old`;
  try {
    if (existsSync(pathIn(dataDir))) {
      renameSync(pathIn(dataDir), old);
      if (JSON.stringify(parseRun(old)) !== JSON.stringify(stale)) {
        linkSync(old, pathIn(dataDir)); // not the dead one: another start has just put its own there
        return false;
      }
    }
    linkSync(draft, pathIn(dataDir)); // fails when the file exists, so two starts cannot both win
    return true;
  } catch {
    return false;
  } finally {
    for (const file of [draft, old]) rmSync(file, { force: true });
  }
}

/** Gives the data folder back, if it is still this process's. */
export function releaseRunFile(dataDir: string): void {
  if (readRunFile(dataDir)?.supervisor.pid === process.pid) rmSync(pathIn(dataDir), { force: true });
}

/** This process as a run file names it. */
export function thisSupervisor(): RunFile["supervisor"] {
  return { pid: process.pid, started_at: inspectProcess(process.pid)?.startedAt ?? "" };
}

function writeDraft(dataDir: string, run: RunFile): string {
  const draft = join(dataDir, `run.json.${process.pid}`);
  try {
    writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`);
    return draft;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function parseRun(path: string): RunFile | null {
  try {
    const run = JSON.parse(readFileSync(path, "utf8")) as RunFile;
    return typeof run.supervisor?.pid === "number" && Array.isArray(run.children) ? run : null;
  } catch {
    return null;
  }
}
