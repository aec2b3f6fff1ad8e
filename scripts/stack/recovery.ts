import { inspectProcess, sessionMembers } from "./process-table.ts";
import {
  claimRunFile,
  judgeRun,
  type RunChild,
  type RunFile,
  readRunFile,
  thisSupervisor,
  writeRunFile,
} from "./run-file.ts";
import { SetupError } from "./setup-error.ts";
import { requireFreeOf, stopProcess } from "./stop-process.ts";
import { waitUntil } from "./wait.ts";

const STOPPING_TAKES_MS = 40_000;

/**
 * Takes a data folder for this process, after stopping what a killed start left running there.
 * @returns null when it is ours now, else the run that lives there
 */
export async function takeDataDir(dataDir: string, url: string, say: (line: string) => void): Promise<RunFile | null> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const found = readRunFile(dataDir);
    const situation = judgeRun(found, inspectProcess);
    if (situation.kind === "running") {
      if (situation.run.state !== "stopping") return situation.run;
      await waitForStop(dataDir, situation.run);
      continue;
    }
    const leftovers = found?.children ?? [];
    const run: RunFile = { supervisor: thisSupervisor(), state: "starting", url, children: leftovers };
    if (!claimRunFile(dataDir, run, found)) continue;
    for (const child of leftovers.toReversed()) await stopLeftover(child, say);
    writeRunFile(dataDir, { ...run, children: [] });
    return null;
  }
  throw new SetupError(`Another start keeps taking ${dataDir}. Wait for it to finish and try again.`);
}

async function waitForStop(dataDir: string, run: RunFile) {
  const gone = await waitUntil(() => judgeRun(readRunFile(dataDir), inspectProcess).kind !== "running", {
    timeoutMs: STOPPING_TAKES_MS,
  });
  if (!gone)
    throw new SetupError(
      `Process ${run.supervisor.pid} is still stopping in ${dataDir}. End it (kill -9) and try again.`,
    );
}

async function stopLeftover(child: RunChild, say: (line: string) => void) {
  const info = inspectProcess(child.pid);
  if (info && !info.zombie && info.startedAt === child.started_at) {
    say(`stopping ${child.name} (process ${child.pid}), left behind by a start that was killed`);
    await stopProcess(child.pid, child.stop_signal);
  }
  // the leader of a session may be dead while its own children still hold the port
  if (!info || info.startedAt === child.started_at)
    for (const pid of sessionMembers(child.pid)) await stopProcess(pid, "SIGTERM");
  requireFreeOf(child);
}
