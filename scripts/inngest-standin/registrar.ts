import type { SyncResult } from "#scripts/inngest-standin/protocol/app-client.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import type { Log } from "./log.ts";

export type RegistrarDeps = {
  clock: Clock;
  log: Log;
  /** Asks the app to register (it answers by calling `/fn/register` here). */
  sync(): Promise<SyncResult>;
  /** Whether a registration has reached this server. */
  isRegistered(): boolean;
  onUp(): void;
  onAway(): void;
};

const retryMs = 1_000;
/** How soon a restarted app with other functions is noticed when no call has failed meanwhile. */
const refreshMs = 30_000;

/**
 * Keeps the app registered: asks every second until it is up, then every 30 s, and at once when told that the app has
 * gone or does not know a function. One question is out at a time.
 */
export class Registrar {
  readonly #deps: RegistrarDeps;
  #timer: unknown = null;
  #isAsking = false;
  #isAskedAgain = false;
  #isUp = false;
  #isStopped = false;
  #lastProblem = "";

  constructor(deps: RegistrarDeps) {
    this.#deps = deps;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** A question is out; its answer decides when the next one is asked. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  start(): void {
    this.#ask();
  }

  /** The app may have changed: ask now instead of at the next turn. */
  refresh(): void {
    this.#ask();
  }

  /** Nothing listens at the app's address. */
  reportAway(): void {
    this.#isUp = false;
    this.#scheduleIn(retryMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#deps.clock.clearTimeout(this.#timer);
  }

  #scheduleIn(delayMs: number): void {
    const { clock } = this.#deps;
    clock.clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = clock.setTimeout(() => this.#ask(), delayMs);
  }

  #ask(): void {
    if (this.#isAsking) {
      this.#isAskedAgain = true;
      return;
    }
    this.#isAsking = true;
    void this.#askOnce().finally(() => {
      this.#isAsking = false;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      this.#scheduleIn(retryMs);
    });
  }

  async #askOnce(): Promise<void> {
    const { sync, isRegistered, onUp, onAway, log } = this.#deps;
    const result = await sync();
    if (this.#isStopped) return;
    const problem = problemOf(result, isRegistered());
    if (problem !== this.#lastProblem && problem) log("warn", "the app is not registered", { problem });
    this.#lastProblem = problem;
    if (!problem && !this.#isUp) {
      this.#isUp = true;
      log("info", "the app is registered");
      onUp();
    }
    if (!result.ok && result.isAway && this.#isUp) {
      this.#isUp = false;
      onAway();
    }
    this.#scheduleIn(problem ? retryMs : refreshMs);
  }
}

function problemOf(result: SyncResult, isRegistered: boolean): string {
  if (!result.ok) return result.message;
  return isRegistered ? "" : "it registers with another server: its INNGEST_BASE_URL must name this one";
}
