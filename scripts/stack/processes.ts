import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { closeLog, logPath, logTail, openLog } from "./logs.ts";
import { inspectProcess } from "./process-table.ts";
import { restartDelayMs } from "./restarts.ts";
import { type RunFile, releaseRunFile, thisSupervisor, writeRunFile } from "./run-file.ts";
import { SetupError } from "./setup-error.ts";
import { send } from "./stop-process.ts";
import type { Environment } from "./variables.ts";
import { waitUntil } from "./wait.ts";

/** One program of the stack. */
export type ChildSpec = {
  name: string;
  command: string;
  args: string[];
  env: Environment;
  cwd: string;
  owner?: { uid: number; gid: number };
  stopSignal?: NodeJS.Signals;
  graceMs?: number;
  /** Where its output goes: its log file (the default) or this terminal. */
  output?: "log" | "terminal";
};
export type ServiceSpec = ChildSpec & {
  /** Asked until it says true; the service counts as up from then on. */
  isReady: () => Promise<boolean>;
  readyWithinMs: number;
  /** What to do when it ends by itself: start it again (with back-off, bounded), or give up the whole stack. */
  whenItEnds: "restart" | "give-up";
  /** Runs after every start, the first and each restart. */
  afterStart?: () => Promise<void>;
};

type Running = { spec: ChildSpec; child: ChildProcess; startedAt: string; ended: Promise<string> };

/**
 * Starts, watches and stops the programs of one data folder. Each runs in a session of its own, so that Ctrl-C in the
 * terminal reaches only the supervisor, which stops them in reverse order. run.json always names all of them.
 */
export class Supervisor {
  readonly dataDir: string;
  readonly #onGiveUp: (error: SetupError) => void;
  readonly #url: string;
  #state: RunFile["state"] = "starting";
  #running: Running[] = [];
  #stopped: Promise<void> | undefined;

  /** @param onGiveUp called once when a program that the stack cannot do without has ended */
  constructor(options: { dataDir: string; url: string; onGiveUp: (error: SetupError) => void }) {
    this.dataDir = options.dataDir;
    this.#url = options.url;
    this.#onGiveUp = options.onGiveUp;
  }

  get isStopping(): boolean {
    return this.#stopped !== undefined;
  }

  /** Starts a service and waits until it is ready. @throws SetupError with the end of its log */
  async start(spec: ServiceSpec): Promise<void> {
    const running = this.#spawn(spec);
    await this.#untilReady(running, spec);
    this.#watch(running, spec, []);
  }

  /** Runs a program to its end. @throws SetupError with the end of its log when it fails */
  async run(spec: ChildSpec): Promise<void> {
    const outcome = await this.outcomeOf(spec);
    if (outcome !== "code 0") throw this.#failure(spec, `failed (${outcome})`);
  }

  /** Runs a program to its end and says how it ended: `code 0`, `signal SIGKILL`, or why it could not be started. */
  async outcomeOf(spec: ChildSpec): Promise<string> {
    const outcome = await this.#spawn(spec).ended;
    if (this.isStopping) return new Promise(() => {}); // the stack goes down: whoever waits must not go on
    return outcome;
  }

  /** Stops one program before the others. */
  async end(name: string): Promise<void> {
    for (const running of this.#running.filter(({ spec }) => spec.name === name)) await this.#end(running);
  }

  /** Asks one program to end; what happens then is what happens whenever it ends by itself. */
  interrupt(name: string): void {
    for (const { spec, child } of this.#running) if (spec.name === name) child.kill(spec.stopSignal ?? "SIGTERM");
  }

  /** Everything is up: run.json says so. */
  markReady(): void {
    this.#state = "ready";
    this.#record();
  }

  /** Stops everything in reverse order of starting. Later calls wait for the same end. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll() {
    this.#state = "stopping";
    this.#record();
    for (const running of this.#running.toReversed()) await this.#end(running);
    releaseRunFile(this.dataDir);
  }

  async #end({ spec, child, ended }: Running) {
    const pid = child.pid;
    if (pid === undefined) return;
    child.kill(spec.stopSignal ?? "SIGTERM");
    const inTime = await Promise.race([ended.then(() => true), sleep(spec.graceMs ?? 5_000, false, { ref: false })]);
    send(-pid, "SIGKILL"); // whatever of its session is left, itself included
    if (!inTime) await ended;
  }

  #spawn(spec: ChildSpec): Running {
    if (this.isStopping) throw new SetupError("The stack is stopping.");
    const log = openLog(this.dataDir, spec.name, [spec.command, ...spec.args].join(" "));
    const output = spec.output === "terminal" ? "inherit" : log;
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", output, output],
      ...spec.owner,
    });
    closeLog(log);
    const ended = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`));
    });
    const running = { spec, child, startedAt: inspectProcess(child.pid ?? 0)?.startedAt ?? "", ended };
    this.#running.push(running);
    this.#record();
    ended.then(() => this.#forget(running)).catch(() => {});
    return running;
  }

  async #untilReady({ ended }: Running, spec: ServiceSpec) {
    const end: { outcome?: string } = {};
    ended.then((outcome) => Object.assign(end, { outcome })).catch(() => {});
    const ready = await waitUntil(async () => end.outcome !== undefined || (await spec.isReady()), {
      timeoutMs: spec.readyWithinMs,
    });
    if (end.outcome !== undefined) throw this.#failure(spec, `ended while starting (${end.outcome})`);
    if (!ready) throw this.#failure(spec, `did not get ready within ${spec.readyWithinMs / 1000} s`);
    await spec.afterStart?.();
  }

  #watch(running: Running, spec: ServiceSpec, exits: number[]) {
    running.ended
      .then(async (outcome) => {
        if (this.isStopping) return;
        const ends = [...exits, performance.now()];
        const delay = spec.whenItEnds === "restart" ? restartDelayMs(ends, performance.now()) : null;
        if (delay === null) throw this.#failure(spec, `ended by itself (${outcome})`);
        console.error(`${spec.name} ended (${outcome}); starting it again in ${delay / 1000} s`);
        await sleep(delay);
        if (!this.isStopping) await this.#restart(spec, ends);
      })
      .catch((error: SetupError) => {
        if (!this.isStopping) this.#onGiveUp(error);
      });
  }

  async #restart(spec: ServiceSpec, ends: number[]) {
    const running = this.#spawn(spec);
    this.#watch(running, spec, ends);
    await this.#untilReady(running, spec).catch(() => {}); // an end is seen by the watch; a slow start may still come
  }

  #forget(running: Running) {
    this.#running = this.#running.filter((other) => other !== running);
    if (this.#state !== "stopping") this.#record();
  }

  #record() {
    const children = this.#running
      .filter(({ child }) => child.pid !== undefined)
      .map(({ spec, child, startedAt }) => ({
        name: spec.name,
        pid: child.pid as number,
        started_at: startedAt,
        stop_signal: spec.stopSignal ?? "SIGTERM",
      }));
    try {
      writeRunFile(this.dataDir, { supervisor: thisSupervisor(), state: this.#state, url: this.#url, children });
    } catch (error) {
      // on a full disk the programs must still be stoppable; only recovery from a SIGKILL would know less
      console.error(`run.json cannot be written: ${(error as Error).message}`);
    }
  }

  #failure(spec: ChildSpec, what: string) {
    const tail = logTail(this.dataDir, spec.name);
    const isFull = /ENOSPC|No space left on device/.test(tail);
    const fix = isFull
      ? "\n\nThe disk is full. Free some space (or set DATA_DIR to another disk) and start again."
      : "";
    return new SetupError(
      `${spec.name} ${what}. Its log, ${logPath(this.dataDir, spec.name)}, ends with:\n${tail}${fix}`,
    );
  }
}
