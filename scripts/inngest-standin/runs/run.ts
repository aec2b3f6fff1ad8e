import type { Slot } from "#scripts/inngest-standin/flow/call-queue.ts";
import type { FunctionConfig } from "#scripts/inngest-standin/protocol/function-config.ts";
import { type AppEvent, newRunState, type RunState, type WireError } from "./run-state.ts";

export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** One run of one function. Times are epoch ms; `order` grows with every run and decides who goes first. */
export type Run = {
  readonly id: string;
  readonly order: number;
  readonly fn: FunctionConfig;
  readonly event: AppEvent;
  readonly slots: readonly Slot[];
  readonly queuedAt: number;
  /** Tells whoever invoked this run how it ended. */
  readonly onEnd: ((run: Run) => void) | null;
  status: RunStatus;
  state: RunState;
  startedAt: number | null;
  endedAt: number | null;
  calls: number;
  output: unknown;
  error: WireError | null;
  /** Takes back what the run waits for (timers, event waiters), by step id or purpose. */
  readonly releases: Map<string, () => void>;
};

export type NewRun = Pick<Run, "id" | "order" | "fn" | "event" | "slots" | "queuedAt" | "onEnd">;

export function newRun(fields: NewRun): Run {
  return {
    ...fields,
    status: "queued",
    state: newRunState,
    startedAt: null,
    endedAt: null,
    calls: 0,
    output: null,
    error: null,
    releases: new Map(),
  };
}

export function isActive(run: Run): boolean {
  return run.status === "queued" || run.status === "running";
}

/** Runs `release` when the run ends, or when `releaseOne` is called with the same name. */
export function holdUntilEnd(run: Run, name: string, release: () => void): void {
  run.releases.set(name, release);
}

export function releaseOne(run: Run, name: string): void {
  run.releases.get(name)?.();
  run.releases.delete(name);
}

export function releaseAll(run: Run): void {
  for (const release of run.releases.values()) release();
  run.releases.clear();
}
