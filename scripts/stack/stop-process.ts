import { inspectProcess, isRunning } from "./process-table.ts";
import type { RunChild } from "./run-file.ts";
import { SetupError } from "./setup-error.ts";
import { waitUntil } from "./wait.ts";

/** Ends a process that is not our child: asks with `signal`, insists with SIGKILL after `graceMs`. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs = 8_000): Promise<void> {
  if (!send(pid, signal)) return;
  if (await waitUntil(() => isGone(pid), { timeoutMs: graceMs })) return;
  send(pid, "SIGKILL");
  await waitUntil(() => isGone(pid), { timeoutMs: 5_000 });
}

/** @throws SetupError when that very process still runs, which means that it belongs to another user */
export function requireFreeOf({ name, pid, started_at }: RunChild): void {
  if (!isRunning(pid, started_at)) return;
  throw new SetupError(
    `${name} (process ${pid}) of an earlier start still runs and cannot be stopped by this user: kill ${pid} as its owner.`,
  );
}

/** Sends a signal; false when there is no such process or it is not ours to signal. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isGone(pid: number): boolean {
  const info = inspectProcess(pid);
  return info === null || info.zombie;
}
