import { prepareDataDir } from "./data-dir.ts";
import { Supervisor } from "./processes.ts";
import { takeDataDir } from "./recovery.ts";
import type { RunFile } from "./run-file.ts";
import { describeFailure } from "./setup-error.ts";

export type SessionOptions = {
  dataDir: string;
  /** Where the console will be, for a second start to point to; empty when none is served. */
  url: string;
  say: (line: string) => void;
  /** Exit code after Ctrl-C or a signal: 0 where that is the usual end, else 130. */
  codeWhenInterrupted?: number;
  /** Called when everything is stopped, with the exit code; returns the one to end with. */
  atTheEnd?: (code: number) => number;
};

let exitCode = 0;
let atTheEnd = (code: number) => code;

/**
 * Makes this process the supervisor of a data folder until it ends. Ctrl-C, SIGTERM, SIGHUP, the death of the process that
 * started us, a crash of our own and the loss of a program all lead to the same orderly stop.
 * @returns the supervisor, or the run that already lives in this folder
 * @throws SetupError when the folder cannot be used
 */
export async function openSession(options: SessionOptions): Promise<Supervisor | RunFile> {
  const { dataDir, url, say, codeWhenInterrupted = 130 } = options;
  prepareDataDir(dataDir);
  const other = await takeDataDir(dataDir, url, say);
  if (other) return other;
  if (options.atTheEnd) atTheEnd = options.atTheEnd;
  const supervisor = new Supervisor({ dataDir, url, onGiveUp: (error) => void fail(supervisor, error) });
  const interrupt = () => {
    if (!supervisor.isStopping) console.log("\nStopping …");
    void leave(supervisor, codeWhenInterrupted);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  if (process.channel) {
    process.on("disconnect", interrupt); // whoever started us was killed
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

/** Stops everything and ends the process. Whoever comes first decides the exit code. */
export async function leave(supervisor: Supervisor, code: number): Promise<never> {
  if (!supervisor.isStopping) exitCode = code;
  await supervisor.stop();
  process.exit(atTheEnd(exitCode));
}
