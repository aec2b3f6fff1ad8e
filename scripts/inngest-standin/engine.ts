import { CallQueue } from "#scripts/inngest-standin/flow/call-queue.ts";
import { Debouncer } from "#scripts/inngest-standin/flow/debouncer.ts";
import { EventWaiters } from "#scripts/inngest-standin/flow/event-waiters.ts";
import { ExpiringMap } from "#scripts/inngest-standin/flow/expiring-map.ts";
import { concurrencySlots, FlowControl, keyOf } from "#scripts/inngest-standin/flow/flow-control.ts";
import type { AppCaller } from "#scripts/inngest-standin/protocol/app-client.ts";
import { asRecord } from "#scripts/inngest-standin/protocol/app-ops.ts";
import type { FunctionConfig } from "#scripts/inngest-standin/protocol/function-config.ts";
import { newRun, type Run } from "#scripts/inngest-standin/runs/run.ts";
import { RunBook } from "#scripts/inngest-standin/runs/run-book.ts";
import { RunExecutor } from "#scripts/inngest-standin/runs/run-executor.ts";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import { Scheduler } from "#scripts/inngest-standin/time/scheduler.ts";
import { errorText, type Log } from "./log.ts";
import { Registry } from "./registry.ts";
import { type Snapshot, viewFunction, viewRun } from "./snapshot.ts";

export type EngineDeps = {
  clock: Clock;
  app: AppCaller;
  log: Log;
  newId: () => string;
  maxInFlight: number;
  /** Nothing listens at the app's address any more: the engine has paused itself and wants to be resumed. */
  onAppAway: () => void;
  onUnknownFunction: (functionId: string) => void;
};

const eventIdMemoryMs = 24 * 3_600_000;
const runsKept = 100;

/**
 * The whole server without its HTTP: events in, step calls out. Everything lives in memory, so a restart forgets
 * queued and sleeping runs; the app's ledger is the truth and its reconciler publishes again what is still due.
 */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #scheduler: Scheduler;
  readonly #queue: CallQueue;
  readonly #registry: Registry;
  readonly #executor: RunExecutor;
  readonly #debouncer: Debouncer;
  readonly #waiters = new EventWaiters();
  readonly #flow = new FlowControl();
  readonly #book = new RunBook({ keep: runsKept });
  readonly #seenEvents = new ExpiringMap<true>({ ttlMs: eventIdMemoryMs });
  #order = 0;
  #isPaused = false;

  constructor(deps: EngineDeps) {
    const { clock, log } = deps;
    const onError = (error: unknown) => log("error", "a timer failed", { error: errorText(error) });
    this.#deps = deps;
    this.#scheduler = new Scheduler(clock, onError);
    this.#queue = new CallQueue({ maxInFlight: deps.maxInFlight });
    this.#debouncer = new Debouncer(clock, this.#scheduler);
    this.#registry = new Registry({
      clock,
      scheduler: this.#scheduler,
      onCron: (fn, cron, dueAt) => this.#offer(fn, cronEvent(fn, cron, dueAt)),
    });
    this.#executor = new RunExecutor({
      ...deps,
      scheduler: this.#scheduler,
      queue: this.#queue,
      waiters: this.#waiters,
      invoke: (functionId, payload, onEnd) => this.#invoke(functionId, payload, onEnd),
      onEnd: (run) => this.#finish(run),
      onAppAway: () => this.#leave(),
    });
  }

  get isRegistered(): boolean {
    return this.#registry.isFilled;
  }

  /** What is kept for the future: nothing of a run may stay here once it has ended. Cron functions keep a timer each. */
  get footprint(): { timers: number; awaitedEvents: number; queued: number } {
    return { timers: this.#scheduler.size, awaitedEvents: this.#waiters.size, queued: this.#queue.footprint };
  }

  /** Replaces the functions; true when something changed. Throws an Error naming the function that is not understood. */
  register(wireFunctions: readonly unknown[]): boolean {
    return this.#registry.replace(wireFunctions);
  }

  /** Takes events. One whose id came within 24 h is dropped; one with a `ts` in the future is held until then. */
  publish(events: readonly AppEvent[]): void {
    const now = this.#deps.clock.now();
    for (const event of events) {
      if (this.#seenEvents.get(event.id, now)) continue;
      this.#seenEvents.set(event.id, true, now);
      if (event.ts > now) this.#scheduler.at(event.ts, () => this.#dispatch(event));
      else this.#dispatch(event);
    }
  }

  /** No call to the app starts until `resume`; events are still taken. */
  pause(): void {
    this.#isPaused = true;
    this.#queue.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#queue.resume();
  }

  /** Stops timers and new calls; resolves when the calls in flight have been answered. */
  async shutDown(): Promise<void> {
    this.pause();
    this.#scheduler.stop();
    await this.#queue.untilIdle();
  }

  snapshot(): Snapshot {
    return {
      active: this.#book.activeCount,
      in_flight: this.#queue.inFlight,
      is_paused: this.#isPaused,
      functions: this.#registry.functions.map((fn) => viewFunction(fn, this.#registry.nextTicks(fn.id))),
      runs: this.#book.recent.map(viewRun),
    };
  }

  #leave(): void {
    if (this.#isPaused) return;
    this.pause();
    this.#deps.onAppAway();
  }

  /** Waiting runs hear an event before it starts new ones, so that no run is cancelled by its own trigger. */
  #dispatch(event: AppEvent): void {
    this.#waiters.offer(event);
    for (const fn of this.#registry.match(event)) this.#offer(fn, event);
  }

  #offer(fn: FunctionConfig, event: AppEvent): void {
    if (!this.#flow.mayStart(fn, event, this.#deps.clock.now())) return;
    if (fn.debounce) this.#debouncer.offer(fn, event, (latest) => this.#startUnlessHeld(fn, latest));
    else this.#startUnlessHeld(fn, event);
  }

  #startUnlessHeld(fn: FunctionConfig, event: AppEvent): void {
    const singletonKey = fn.singleton ? keyOf(fn, fn.singleton.key, event) : null;
    const holder = singletonKey === null ? undefined : this.#book.holderOf(singletonKey);
    if (holder && fn.singleton?.mode === "skip") return;
    if (holder) this.#executor.cancel(holder, "replaced by a newer run of a singleton");
    const startAt = this.#flow.startAt(fn, event, this.#deps.clock.now());
    this.#start(fn, event, { singletonKey, startAt, onEnd: null });
  }

  #start(
    fn: FunctionConfig,
    event: AppEvent,
    options: { singletonKey: string | null; startAt: number; onEnd: Run["onEnd"] },
  ): void {
    const run = newRun({
      id: this.#deps.newId(),
      order: this.#order++,
      fn,
      event,
      slots: concurrencySlots(fn, event),
      queuedAt: this.#deps.clock.now(),
      onEnd: options.onEnd,
    });
    this.#book.add(run, options.singletonKey);
    this.#executor.start(run, options.startAt);
  }

  /** An invoked function starts at once: debounce, singleton and rate limits are for events. Concurrency holds. */
  #invoke(functionId: string, payload: Record<string, unknown>, onEnd: (run: Run) => void): boolean {
    const fn = this.#registry.get(functionId);
    const now = this.#deps.clock.now();
    const data = asRecord(payload.data) ?? {};
    if (!fn) return false;
    const event = { ...payload, id: this.#deps.newId(), name: "inngest/function.invoked", data, ts: now };
    this.#start(fn, event, { singletonKey: null, startAt: now, onEnd });
    return true;
  }

  #finish(run: Run): void {
    this.#book.remove(run);
    const { error } = run;
    const data = { function_id: run.fn.id, run_id: run.id, error, event: run.event, events: [run.event] };
    if (error)
      this.#deps.log("warn", "a run did not complete", { run: run.id, function: run.fn.id, status: run.status, error });
    if (run.status === "cancelled") {
      this.#publishInternal("inngest/function.cancelled", data);
      return;
    }
    if (run.status === "failed") this.#publishInternal("inngest/function.failed", data);
    this.#publishInternal("inngest/function.finished", { ...data, result: run.output });
  }

  #publishInternal(name: string, data: Record<string, unknown>): void {
    this.#dispatch({ id: this.#deps.newId(), name, data, ts: this.#deps.clock.now() });
  }
}

function cronEvent(fn: FunctionConfig, cron: string, dueAt: number): AppEvent {
  return { id: `${fn.id} ${cron} ${dueAt}`, name: "inngest/scheduled.timer", data: { cron }, ts: dueAt };
}
