import {
  discoveryStep,
  type Effect,
  type PendingKind,
  type Reduction,
  type RunState,
  type StepResult,
  type WireError,
} from "./run-state.ts";

/**
 * A step has its result (a sleep is over, an event came or did not, an invoked run ended): remember it and ask the app
 * what comes next. A result for a step nobody waits for any more changes nothing.
 */
export function settleStep(state: RunState, stepId: string, result: StepResult): Reduction {
  if (state.isOver || !(stepId in state.pending)) return { state, effects: [] };
  return goOn(withResult(state, stepId, result), []);
}

/** The state with one more finished step. The first result of a step stands. */
export function withResult(state: RunState, stepId: string, result: StepResult): RunState {
  const pending = without(state.pending, stepId);
  if (stepId in state.steps) return { ...state, pending };
  return {
    ...state,
    pending,
    steps: { ...state.steps, [stepId]: result },
    stack: [...state.stack, stepId],
    isStale: true,
  };
}

export function withPending(state: RunState, stepId: string, kind: PendingKind, isRace = false): RunState {
  return { ...state, pending: { ...state.pending, [stepId]: { kind, isRace } } };
}

/** The state in which `stepId` is no longer waited for, without a result. */
export function withoutPending(state: RunState, stepId: string): RunState {
  return { ...state, pending: without(state.pending, stepId) };
}

/**
 * Adds the next plain call when one is due: something settled since the last one and no planned step is out any more.
 * (The SDK then resolves a whole `Promise.all` in one call; steps marked as a race are answered one by one.)
 */
export function goOn(state: RunState, effects: readonly Effect[]): Reduction {
  if (state.isOver || state.isDiscovering || !state.isStale) return { state, effects };
  const calls = Object.values(state.pending).filter((entry) => entry.kind === "call");
  if (calls.some((entry) => !entry.isRace)) return { state, effects };
  return discover(state, effects);
}

export function discover(state: RunState, effects: readonly Effect[]): Reduction {
  return {
    state: { ...state, isDiscovering: true, isStale: false },
    effects: [...effects, { type: "call", stepId: discoveryStep, attempt: 0, delayMs: 0 }],
  };
}

export function fail(state: RunState, error: WireError): Reduction {
  return { state: { ...state, isOver: true, pending: {} }, effects: [{ type: "finish", status: "failed", error }] };
}

export function complete(state: RunState, output: unknown): Reduction {
  return { state: { ...state, isOver: true, pending: {} }, effects: [{ type: "finish", status: "completed", output }] };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _removed, ...rest } = record;
  return rest;
}
