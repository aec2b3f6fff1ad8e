import { mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { removeDataDir } from "#scripts/stack/data-dir.ts";
import { useAnyPorts } from "#scripts/stack/ports.ts";
import { inspectProcess } from "#scripts/stack/process-table.ts";
import { takeDataDir } from "#scripts/stack/recovery.ts";
import { judgeRun, readRunFile } from "#scripts/stack/run-file.ts";

const PREFIX = "test-";

/** A data folder of its own for one test run, under `parent`, so that a running `npm start` is not disturbed. */
export function makeScratchFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, PREFIX));
  useAnyPorts(folder);
  return folder;
}

/** Stops and removes what test runs that were killed have left under `parent`. Runs that live are not touched. */
export async function removeAbandonedFolders(parent: string, say: (line: string) => void): Promise<void> {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(parent, name);
    const situation = judgeRun(readRunFile(folder), inspectProcess);
    if (situation.kind !== "leftovers") continue; // alive, or just being made
    if ((await takeDataDir(folder, "", say)) === null) removeDataDir(folder);
  }
}
