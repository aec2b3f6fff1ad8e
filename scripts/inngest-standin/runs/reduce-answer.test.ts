import { describe, expect, test } from "vitest";
import { reduceAnswer } from "./reduce-answer.ts";
import { type Answer, type Effect, newRunState, type RunState, type StepResult } from "./run-state.ts";
import { settleStep } from "./settle.ts";

const now = Date.UTC(2026, 0, 5);
const http = (status: number, body: unknown, more: Partial<Extract<Answer, { kind: "http" }>> = {}): Answer => ({
  kind: "http",
  status,
  body,
  isNoRetry: false,
  retryAfter: null,
  isFromSdk: true,
  ...more,
});
const ops = (...list: object[]) => http(206, list);
const ran = (id: string, data: unknown = null) => ({ id, op: "StepRun", data });
const data = (value: unknown): StepResult => ({ type: "data", data: value });
const boom = { name: "Error", message: "boom" };
const call = (more: object = {}) => ({ stepId: "step", attempt: 0, maxAttempts: 4, ...more });
const after = (more: Partial<RunState>): RunState => ({ ...newRunState, isDiscovering: false, ...more });
const discovery: Effect = { type: "call", stepId: "step", attempt: 0, delayMs: 0 };
const reduce = (answer: Answer, at: object = {}, state: RunState = newRunState) =>
  reduceAnswer(state, call(at), answer, now);

describe("what the app may say to a plain call", () => {
  test("a step ran: keep its result and go on", () => {
    const { state, effects } = reduce(ops(ran("a", { x: 1 })));
    expect(state).toEqual({ ...newRunState, steps: { a: data({ x: 1 }) }, stack: ["a"] });
    expect(effects).toEqual([discovery]);
  });

  test("done: the run completes with the value", () => {
    for (const answer of [http(200, { sent: 3 }), ops({ id: "c", op: "RunComplete", data: { sent: 3 } })]) {
      const { state, effects } = reduce(answer);
      expect(state.isOver).toBe(true);
      expect(effects).toEqual([{ type: "finish", status: "completed", output: { sent: 3 } }]);
    }
  });

  test.each([
    ["sleep", { op: "Sleep", name: "5m" }, "sleep", { type: "sleep", until: now + 300_000 }],
    [
      "sleepUntil",
      { op: "Sleep", name: "2030-01-01T00:00:00.000Z" },
      "sleep",
      { type: "sleep", until: Date.UTC(2030, 0, 1) },
    ],
    [
      "waitForEvent",
      { op: "WaitForEvent", name: "reply", opts: { timeout: "1h", if: "event.data.a == async.data.a" } },
      "wait",
      { type: "wait", event: "reply", condition: "event.data.a == async.data.a", timeoutMs: 3_600_000 },
    ],
    [
      "waitForEvent until a date",
      { op: "WaitForEvent", name: "reply", opts: { timeout: "2026-01-05T00:01:00.000Z" } },
      "wait",
      { type: "wait", event: "reply", condition: null, timeoutMs: 60_000 },
    ],
    [
      "invoke",
      { op: "InvokeFunction", opts: { function_id: "app-other", payload: { data: { a: 1 } }, timeout: "1m" } },
      "invoke",
      { type: "invoke", functionId: "app-other", payload: { data: { a: 1 } }, timeoutMs: 60_000 },
    ],
    ["planned", { op: "StepPlanned" }, "call", { type: "call", attempt: 0, delayMs: 0 }],
  ])("%s is waited for", (_name, op, kind, effect) => {
    const { state, effects } = reduce(ops({ id: "s", ...op }));
    expect(state.pending).toEqual({ s: { kind, isRace: false } });
    expect(state.isDiscovering).toBe(false);
    expect(effects).toEqual([{ stepId: "s", ...effect }]);
  });

  test.each([
    ["a step type of the hosted product", { op: "AIGateway", opts: {} }],
    ["a time that cannot be read", { op: "Sleep", name: "later" }],
    [
      "a condition that cannot be read",
      { op: "WaitForEvent", name: "x", opts: { timeout: "1h", if: "size(event.data.a) > 1" } },
    ],
  ])("%s fails that step, and the function may catch it", (_name, op) => {
    const { state, effects } = reduce(ops({ id: "s", ...op }));
    expect(state.steps.s).toMatchObject({ type: "error", error: { name: "UnsupportedStepError" } });
    expect(effects).toEqual([discovery]);
  });

  test("deferred work is ignored, a request to be called again is followed", () => {
    expect(reduce(ops(ran("a"), { id: "d", op: "DeferAdd" })).state.stack).toEqual(["a"]);
    expect(reduce(ops({ id: "d", op: "DiscoveryRequest" })).effects).toEqual([discovery]);
  });

  test("neither an end nor a request ends the run instead of hanging it", () => {
    expect(reduce(ops()).effects).toEqual([
      { type: "finish", status: "failed", error: expect.objectContaining({ name: "NoProgressError" }) },
    ]);
  });
});

describe("parallel steps", () => {
  const planned = reduce(
    ops({ id: "a", op: "StepPlanned" }, { id: "b", op: "StepPlanned" }, { id: "n", op: "Sleep", name: "1m" }),
  );

  test("are all asked for at once", () => {
    expect(planned.effects.map((effect) => [effect.type, "stepId" in effect ? effect.stepId : ""])).toEqual([
      ["call", "a"],
      ["call", "b"],
      ["sleep", "n"],
    ]);
  });

  test("the next plain call waits for the last planned step, not for the sleep", () => {
    const first = reduce(ops(ran("b", 2)), { stepId: "b" }, planned.state);
    expect(first.effects).toEqual([]);
    const second = reduce(ops(ran("a", 1)), { stepId: "a" }, first.state);
    expect(second.effects).toEqual([discovery]);
    expect(second.state.stack).toEqual(["b", "a"]);
    const repeated = reduce(ops({ id: "n", op: "Sleep", name: "1m" }), {}, second.state);
    expect(repeated.effects).toEqual([]);
    expect(settleStep(repeated.state, "n", data(null)).effects).toEqual([discovery]);
  });

  test("a race goes on after each step", () => {
    const opts = { parallelMode: "race" };
    const race = reduce(ops({ id: "a", op: "StepPlanned", opts }, { id: "b", op: "StepPlanned", opts }));
    expect(reduce(ops(ran("b", 2)), { stepId: "b" }, race.state).effects).toEqual([discovery]);
  });

  test("a sleep that ends while a plain call is out leads to one more call, not to two at once", () => {
    const state = after({ isDiscovering: true, pending: { n: { kind: "sleep", isRace: false } } });
    const settled = settleStep(state, "n", data(null));
    expect(settled.effects).toEqual([]);
    expect(reduce(ops(), {}, settled.state).effects).toEqual([discovery]);
  });

  test("a planned step that the app does not answer for fails instead of hanging the run", () => {
    const state = after({ pending: { a: { kind: "call", isRace: false } } });
    const { state: next, effects } = reduce(ops(), { stepId: "a" }, state);
    expect(next.steps.a).toMatchObject({ type: "error", error: { name: "NoProgressError" } });
    expect(effects).toEqual([discovery]);
  });

  test("a planned step that is no longer in the code is planned anew, so many times", () => {
    const state = after({ pending: { a: { kind: "call", isRace: false } } });
    const notFound = http(500, { error: "Could not find step", requestedStep: "a", foundSteps: [] });
    const replanned = reduce(notFound, { stepId: "a" }, state);
    expect(replanned.state.pending).toEqual({});
    expect(replanned.effects).toEqual([discovery]);
    const tired = reduce(notFound, { stepId: "a" }, { ...state, lostSteps: 3 });
    expect(tired.effects).toEqual([
      { type: "finish", status: "failed", error: expect.objectContaining({ message: "Could not find step" }) },
    ]);
  });

  test("a function that ends before a step was reached is done", () => {
    const state = after({ pending: { a: { kind: "call", isRace: false }, n: { kind: "sleep", isRace: false } } });
    expect(reduce(http(200, "early"), { stepId: "a" }, state).effects).toEqual([
      { type: "finish", status: "completed", output: "early" },
    ]);
  });
});

describe("failures", () => {
  const stepError = (more = {}) => http(206, [{ id: "a", op: "StepError", error: boom }], more);
  const retry = (attempt: number, delayMs: number, stepId = "step"): Effect => ({
    type: "call",
    stepId,
    attempt,
    delayMs,
  });
  const failed = (error: object): Effect[] => [
    { type: "finish", status: "failed", error: expect.objectContaining(error) },
  ];

  test.each([
    ["a step threw", stepError(), {}, [retry(1, 10_000)]],
    ["a step threw again", stepError(), { attempt: 1 }, [retry(2, 30_000)]],
    ["a step asks to wait", stepError({ retryAfter: "45" }), {}, [retry(1, 45_000)]],
    ["a function threw", http(500, boom), {}, [retry(1, 10_000)]],
    ["a function asks to wait", http(500, boom, { retryAfter: "2026-01-05T00:00:20.000Z" }), {}, [retry(1, 20_000)]],
    ["the connection was cut", { kind: "lost", message: "reset" } as Answer, {}, [retry(1, 10_000)]],
    ["something else than the SDK answered", http(200, "<html>", { isFromSdk: false }), {}, [retry(1, 10_000)]],
    ["the signature was refused", http(401, { message: "Unauthorized" }), {}, [retry(1, 10_000)]],
    [
      "the function is unknown",
      http(500, { type: "internal", message: "not found" }),
      {},
      [{ type: "register-again" }, retry(1, 10_000)],
    ],
    [
      "nobody listens",
      { kind: "refused", message: "no" } as Answer,
      { attempt: 2 },
      [{ type: "app-away" }, retry(2, 0)],
    ],
    [
      "nobody listens at the last attempt",
      { kind: "refused", message: "no" } as Answer,
      { attempt: 3 },
      [{ type: "app-away" }, retry(3, 0)],
    ],
    ["a function threw for good", http(400, boom, { isNoRetry: true }), {}, failed(boom)],
    ["a function threw at the last attempt", http(500, boom), { attempt: 3 }, failed(boom)],
    [
      "the connection was cut at the last attempt",
      { kind: "lost", message: "reset" } as Answer,
      { attempt: 3 },
      failed({ message: "reset" }),
    ],
  ])("%s", (_name, answer, at, effects) => {
    const { state, effects: actual } = reduce(answer, at);
    expect(actual).toEqual(effects);
    expect(state.isDiscovering).toBe(true);
    expect(state.stack).toEqual([]);
  });

  test.each([
    ["said to be final", http(206, [{ id: "a", op: "StepFailed", error: boom }], { isNoRetry: true }), 0],
    ["that must not be tried again", stepError({ isNoRetry: true }), 0],
    ["at its last attempt", stepError(), 3],
  ])("a step failure %s goes to the function", (_name, answer, attempt) => {
    const { state, effects } = reduce(answer, { attempt });
    expect(state.steps).toEqual({ a: { type: "error", error: boom } });
    expect(effects).toEqual([discovery]);
  });

  test("a planned step that threw is called again by its own id while others go on", () => {
    const state = after({ pending: { a: { kind: "call", isRace: false }, b: { kind: "call", isRace: false } } });
    const { state: next, effects } = reduce(stepError(), { stepId: "a" }, state);
    expect(effects).toEqual([retry(1, 10_000, "a")]);
    expect(Object.keys(next.pending)).toEqual(["a", "b"]);
  });
});
