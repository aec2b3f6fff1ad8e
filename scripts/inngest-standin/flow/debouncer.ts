import type { FunctionConfig } from "#scripts/inngest-standin/protocol/function-config.ts";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import type { Scheduled, Scheduler } from "#scripts/inngest-standin/time/scheduler.ts";
import { keyOf } from "./flow-control.ts";

type Held = { firstAt: number; timer: Scheduled };

/** Holds events of debounced functions until none has come for the period (or the timeout is up); the last one counts. */
export class Debouncer {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #held = new Map<string, Held>();

  constructor(clock: Clock, scheduler: Scheduler) {
    this.#clock = clock;
    this.#scheduler = scheduler;
  }

  /** How many keys are being held. */
  get size(): number {
    return this.#held.size;
  }

  /** Takes one event; `release` gets the last event of the quiet period. Call it only for functions with `debounce`. */
  offer(fn: FunctionConfig, event: AppEvent, release: (latest: AppEvent) => void): void {
    const { debounce } = fn;
    if (!debounce) {
      release(event);
      return;
    }
    const key = keyOf(fn, debounce.key, event);
    const before = this.#held.get(key);
    before?.timer.cancel();
    const now = this.#clock.now();
    const firstAt = before?.firstAt ?? now;
    const dueAt = Math.min(now + debounce.periodMs, firstAt + (debounce.timeoutMs ?? Number.POSITIVE_INFINITY));
    const timer = this.#scheduler.at(dueAt, () => {
      this.#held.delete(key);
      release(event);
    });
    this.#held.set(key, { firstAt, timer });
  }
}
