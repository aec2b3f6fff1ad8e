import {
  type CronTrigger,
  type EventTrigger,
  type FunctionConfig,
  parseFunctionConfig,
} from "#scripts/inngest-standin/protocol/function-config.ts";
import type { AppEvent } from "#scripts/inngest-standin/runs/run-state.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import type { Scheduled, Scheduler } from "#scripts/inngest-standin/time/scheduler.ts";

type Route = EventTrigger & { fn: FunctionConfig };
type CronTimer = { fn: FunctionConfig; trigger: CronTrigger; timer: Scheduled };
export type CronTick = (fn: FunctionConfig, cron: string, dueAt: number) => void;

const ownEvents = "inngest/";

/** The functions the app has registered: who wants which event, and the cron timers. */
export class Registry {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #onCron: CronTick;
  #functions = new Map<string, FunctionConfig>();
  #exact = new Map<string, Route[]>();
  #wildcards: Route[] = [];
  #crons = new Map<string, CronTimer>();
  #fingerprint = "";

  constructor(deps: { clock: Clock; scheduler: Scheduler; onCron: CronTick }) {
    this.#clock = deps.clock;
    this.#scheduler = deps.scheduler;
    this.#onCron = deps.onCron;
  }

  /** Whether a registration (of however many functions) has been accepted. */
  get isFilled(): boolean {
    return this.#fingerprint !== "";
  }

  get functions(): readonly FunctionConfig[] {
    return [...this.#functions.values()];
  }

  get(id: string): FunctionConfig | undefined {
    return this.#functions.get(id);
  }

  /**
   * Takes the whole list the app sent, replacing what was known; true when it differs. Throws (changing nothing) when
   * a function cannot be understood. Cron timers whose pattern stays keep their next time.
   */
  replace(wireFunctions: readonly unknown[]): boolean {
    const fingerprint = JSON.stringify(wireFunctions);
    if (fingerprint === this.#fingerprint) return false;
    const functions = wireFunctions.map(parseFunctionConfig);
    this.#fingerprint = fingerprint;
    this.#functions = new Map(functions.map((fn) => [fn.id, fn]));
    const routes = functions.flatMap((fn) => fn.events.map((trigger) => ({ ...trigger, fn })));
    this.#wildcards = routes.filter((route) => route.event.endsWith("*"));
    this.#exact = Map.groupBy(
      routes.filter((route) => !route.event.endsWith("*")),
      (route) => route.event,
    );
    this.#replaceCrons(functions);
    return true;
  }

  /**
   * The functions this event starts, each once, in the order of registration. A wildcard (`app/*`) never takes the
   * server's own events: a function on `*` would be started by its own end, for ever.
   */
  match(event: AppEvent): FunctionConfig[] {
    const wildcards = event.name.startsWith(ownEvents) ? [] : this.#wildcards;
    const routes = [
      ...(this.#exact.get(event.name) ?? []),
      ...wildcards.filter((route) => event.name.startsWith(route.event.slice(0, -1))),
    ];
    const wanted = routes.filter((route) => (route.condition?.evaluate({ event }) ?? true) === true);
    return [...new Set(wanted.map((route) => route.fn))];
  }

  /** When the function's cron triggers fire next (epoch ms, earliest first). */
  nextTicks(id: string): number[] {
    const now = new Date(this.#clock.now());
    const ticks = (this.#functions.get(id)?.crons ?? []).map(
      (cron) => cron.next(now)?.getTime() ?? Number.POSITIVE_INFINITY,
    );
    return ticks.filter(Number.isFinite).sort((a, b) => a - b);
  }

  #replaceCrons(functions: readonly FunctionConfig[]): void {
    const before = this.#crons;
    this.#crons = new Map();
    for (const fn of functions) {
      for (const trigger of fn.crons) {
        const key = `${fn.id} ${trigger.source}`;
        const kept = before.get(key);
        before.delete(key);
        if (kept) this.#crons.set(key, Object.assign(kept, { fn, trigger }));
        else this.#armCron(key, fn, trigger);
      }
    }
    for (const gone of before.values()) gone.timer.cancel();
  }

  /** The next time is taken from the present, so ticks missed while the process was asleep are skipped, not made up for. */
  #armCron(key: string, fn: FunctionConfig, trigger: CronTrigger): void {
    const next = trigger.next(new Date(this.#clock.now()));
    if (!next) return;
    const timer = this.#scheduler.at(next.getTime(), () => {
      const current = this.#crons.get(key);
      if (!current) return;
      this.#armCron(key, current.fn, current.trigger);
      this.#onCron(current.fn, trigger.source, next.getTime());
    });
    this.#crons.set(key, { fn, trigger, timer });
  }
}
