import { prepareDataDir } from "./data-dir.ts";
import { Supervisor } from "./processes.ts";
import { takeDataDir } from "./recovery.ts";
import type { RunFile } from "./run-file.ts";
import { describeFailure } from "./setup-error.ts";

/** Last words of a process that supervised: called when everything is stopped, before the process ends. */
type LastWords = (code: number) => number;
let lastWords: LastWords = (code) => code;

/**
 * Makes this process the supervisor of a data folder until it ends. Ctrl-C, SIGTERM, SIGHUP, the death of the process that
 * started us, a crash of our own and the loss of a program all lead to the same orderly stop.
 * @param atTheEnd gets the exit code when everything is stopped and returns the one to end with
 * @returns the supervisor, or the run that already lives in this folder
 * @throws SetupError when the folder cannot be used
 */
export async function openSession(
  dataDir: string,
  url: string,
  say: (line: string) => void,
  atTheEnd: LastWords = (code) => code,
): Promise<Supervisor | RunFile> {
  prepareDataDir(dataDir);
  const other = await takeDataDir(dataDir, url, say);
  if (other) return other;
  lastWords = atTheEnd;
  const supervisor = new Supervisor({ dataDir, url, onGiveUp: (error) => void fail(supervisor, error) });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(supervisor, 0));
  if (process.channel) {
    process.on("disconnect", () => void leave(supervisor, 1));
    process.channel.unref();
  }
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the terminal may be gone
  process.on("uncaughtException", (error) => void fail(supervisor, error));
  return supervisor;
}

/** Prints a failure and stops everything; quiet when the failure comes from stopping itself. */
export async function fail(supervisor: Supervisor, error: unknown): Promise<never> {
  if (!supervisor.isStopping) console.error(`\n${describeFailure(error)}`);
  return leave(supervisor, 1);
}

let exitCode = 0;

/** Stops everything and ends the process. Whoever comes first decides the exit code. */
export async function leave(supervisor: Supervisor, code: number): Promise<never> {
  if (!supervisor.isStopping) {
    exitCode = code;
    console.log("\nStopping …");
  }
  await supervisor.stop();
  process.exit(lastWords(exitCode));
}
