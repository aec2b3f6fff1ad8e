import { describe, expect, test } from "vitest";
import { reduceAnswer } from "./reduce-answer.ts";
import { newRunState, type RunState, type StepResult } from "./run-state.ts";
import { settleStep } from "./settle.ts";

const data = (value: unknown): StepResult => ({ type: "data", data: value });
const after = (more: Partial<RunState>): RunState => ({ ...newRunState, isDiscovering: false, ...more });
const ran = (state: RunState, id: string, value: unknown) => {
  const body = [{ id, op: "StepRun", data: value }];
  const answer = { kind: "http", status: 206, body, isNoRetry: false, retryAfter: null, isFromSdk: true } as const;
  return reduceAnswer(state, { stepId: "step", attempt: 0, maxAttempts: 4 }, answer, 0);
};

describe("late answers", () => {
  test("change nothing once the run is over", () => {
    const over = after({ isOver: true });
    expect(ran(over, "a", 1)).toEqual({ state: over, effects: [] });
    expect(settleStep(over, "a", data(1))).toEqual({ state: over, effects: [] });
  });

  test("the first result of a step stands", () => {
    const state = after({ steps: { a: data(1) }, stack: ["a"], isDiscovering: true, isStale: true });
    expect(ran(state, "a", 2).state).toMatchObject({ steps: { a: data(1) }, stack: ["a"] });
  });

  test("a result nobody waits for is dropped", () => {
    const state = after({ pending: { a: { kind: "sleep", isRace: false } } });
    expect(settleStep(state, "b", data(1))).toEqual({ state, effects: [] });
  });
});
