import type { CallQueue } from "#scripts/inngest-standin/flow/call-queue.ts";
import type { EventWaiters } from "#scripts/inngest-standin/flow/event-waiters.ts";
import { errorText, type Log } from "#scripts/inngest-standin/log.ts";
import type { AppCaller } from "#scripts/inngest-standin/protocol/app-client.ts";
import { buildCallBody } from "#scripts/inngest-standin/protocol/call-body.ts";
import { parseExpression } from "#scripts/inngest-standin/protocol/expression.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import type { Scheduler } from "#scripts/inngest-standin/time/scheduler.ts";
import { reduceAnswer } from "./reduce-answer.ts";
import { holdUntilEnd, isActive, type Run, releaseAll, releaseOne } from "./run.ts";
import { discoveryStep, type Effect, type Reduction, type StepResult, type WireError } from "./run-state.ts";
import { settleStep } from "./settle.ts";

export type RunExecutorDeps = {
  clock: Clock;
  scheduler: Scheduler;
  queue: CallQueue;
  app: AppCaller;
  waiters: EventWaiters;
  log: Log;
  /** Starts a run of another function; false when there is no such function. */
  invoke(functionId: string, payload: Record<string, unknown>, onEnd: (run: Run) => void): boolean;
  onEnd(run: Run): void;
  onAppAway(): void;
  onUnknownFunction(functionId: string): void;
};

type EffectOf<T extends Effect["type"]> = Extract<Effect, { type: T }>;

/** Carries out what the reducer decides for a run: calls, timers, waits, the end. */
export class RunExecutor {
  readonly #deps: RunExecutorDeps;

  constructor(deps: RunExecutorDeps) {
    this.#deps = deps;
  }

  /** Lets a new run begin at `startAt` (epoch ms); its time-outs and cancelling events count from now. */
  start(run: Run, startAt: number): void {
    const { clock } = this.#deps;
    this.#armTimeouts(run);
    this.#armCancelEvents(run);
    this.#call(run, { type: "call", stepId: discoveryStep, attempt: 0, delayMs: startAt - clock.now() });
  }

  /** Ends a run from outside. A call in flight is left to finish; its answer is dropped. */
  cancel(run: Run, reason: string): void {
    if (!isActive(run)) return;
    run.state = { ...run.state, isOver: true, pending: {} };
    this.#end(run, "cancelled", { name: "CancelledError", message: reason });
  }

  #armTimeouts(run: Run): void {
    const { startTimeoutMs, finishTimeoutMs } = run.fn;
    if (startTimeoutMs !== null) {
      this.#holdTimer(run, "start timeout", run.queuedAt + startTimeoutMs, () => {
        if (run.startedAt === null) this.cancel(run, "not started within its start time-out");
      });
    }
    if (finishTimeoutMs !== null) {
      const cancel = () => this.cancel(run, "not finished within its finish time-out");
      this.#holdTimer(run, "finish timeout", run.queuedAt + finishTimeoutMs, cancel);
    }
  }

  #armCancelEvents(run: Run): void {
    for (const [index, rule] of run.fn.cancelOn.entries()) {
      const name = `cancel ${index}`;
      const onMatch = () => this.cancel(run, `cancelled by the event ${rule.event}`);
      holdUntilEnd(run, name, this.#deps.waiters.add({ ...rule, origin: run.event, onMatch }));
      if (rule.timeoutMs === null) continue;
      this.#holdTimer(run, `${name} timeout`, run.queuedAt + rule.timeoutMs, () => releaseOne(run, name));
    }
  }

  async #execute(run: Run, stepId: string, attempt: number): Promise<void> {
    const { app, clock, log } = this.#deps;
    const { maxAttempts } = run.fn;
    run.status = "running";
    run.startedAt ??= clock.now();
    run.calls += 1;
    try {
      const body = buildCallBody({ runId: run.id, event: run.event, state: run.state, stepId, attempt, maxAttempts });
      const answer = await app.call(run.fn.id, stepId, body);
      if (answer.kind !== "http") {
        log("warn", "a call got no answer", { run: run.id, function: run.fn.id, reason: answer.message });
      }
      this.#apply(run, reduceAnswer(run.state, { stepId, attempt, maxAttempts }, answer, clock.now()));
    } catch (error) {
      log("error", "a call could not be handled", { run: run.id, function: run.fn.id, error: errorText(error) });
      this.cancel(run, `the server could not handle a call: ${errorText(error)}`);
    }
  }

  #settle(run: Run, stepId: string, result: StepResult): void {
    releaseOne(run, stepId);
    this.#apply(run, settleStep(run.state, stepId, result));
  }

  #apply(run: Run, { state, effects }: Reduction): void {
    if (!isActive(run)) return;
    run.state = state;
    for (const effect of effects) this.#perform(run, effect);
  }

  #perform(run: Run, effect: Effect): void {
    if (effect.type === "call") this.#call(run, effect);
    else if (effect.type === "sleep") this.#sleep(run, effect);
    else if (effect.type === "wait") this.#wait(run, effect);
    else if (effect.type === "invoke") this.#invoke(run, effect);
    else if (effect.type === "app-away") this.#deps.onAppAway();
    else if (effect.type === "register-again") this.#deps.onUnknownFunction(run.fn.id);
    else if (effect.status === "completed") this.#end(run, "completed", null, effect.output);
    else this.#end(run, "failed", effect.error);
  }

  #call(run: Run, { stepId, attempt, delayMs }: EffectOf<"call">): void {
    const push = () =>
      this.#deps.queue.push({
        order: run.order,
        slots: run.slots,
        isLive: () => isActive(run),
        run: () => this.#execute(run, stepId, attempt),
      });
    if (delayMs <= 0) push();
    else this.#holdTimer(run, `call ${stepId}`, this.#deps.clock.now() + delayMs, push);
  }

  #sleep(run: Run, { stepId, until }: EffectOf<"sleep">): void {
    this.#holdTimer(run, stepId, until, () => this.#settle(run, stepId, { type: "data", data: null }));
  }

  #wait(run: Run, { stepId, event, condition, timeoutMs }: EffectOf<"wait">): void {
    const parsed = condition === null ? null : parseExpression(condition);
    const settle = (data: unknown) => this.#settle(run, stepId, { type: "data", data });
    const forget = this.#deps.waiters.add({ event, condition: parsed, origin: run.event, onMatch: settle });
    const timer = this.#deps.scheduler.at(this.#deps.clock.now() + timeoutMs, () => settle(null));
    holdUntilEnd(run, stepId, () => {
      forget();
      timer.cancel();
    });
  }

  #invoke(run: Run, { stepId, functionId, payload, timeoutMs }: EffectOf<"invoke">): void {
    const fail = (error: WireError) => this.#settle(run, stepId, { type: "error", error });
    if (timeoutMs !== null) {
      const message = `${functionId} did not end in time`;
      const expire = () => fail({ name: "InngestInvokeTimeoutError", message });
      this.#holdTimer(run, stepId, this.#deps.clock.now() + timeoutMs, expire);
    }
    const isStarted = this.#deps.invoke(functionId, payload, (child) => {
      if (child.error) fail(child.error);
      else this.#settle(run, stepId, { type: "data", data: child.output ?? null });
    });
    if (!isStarted) fail({ name: "FunctionNotFoundError", message: `there is no function ${functionId}` });
  }

  #holdTimer(run: Run, name: string, dueAt: number, callback: () => void): void {
    const timer = this.#deps.scheduler.at(dueAt, callback);
    holdUntilEnd(run, name, () => timer.cancel());
  }

  #end(run: Run, status: "completed" | "failed" | "cancelled", error: WireError | null, output: unknown = null): void {
    Object.assign(run, { status, error, output, endedAt: this.#deps.clock.now() });
    releaseAll(run);
    this.#deps.onEnd(run);
    run.onEnd?.(run);
  }
}
