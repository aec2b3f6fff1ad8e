import { expect, test } from "vitest";
import { newRunState, type RunState } from "#scripts/inngest-standin/runs/run-state.ts";
import { buildCallBody } from "./call-body.ts";

const event = { id: "e", name: "go", data: {}, ts: 1 };
const state: RunState = { ...newRunState, steps: { a: { type: "data", data: 1 } }, stack: ["a"] };
const build = (more: Partial<RunState>, stepId = "step") =>
  buildCallBody({ runId: "r", event, state: { ...state, ...more }, stepId, attempt: 2, maxAttempts: 4 });

test("carries the run as the SDK reads it, without the function id that would switch checkpointing on", () => {
  expect(build({})).toEqual({
    ctx: {
      fn_id: "",
      run_id: "r",
      attempt: 2,
      max_attempts: 4,
      disable_immediate_execution: false,
      use_api: false,
      qi_id: "r-step-1-2",
      stack: { stack: ["a"], current: 1 },
    },
    event,
    events: [event],
    steps: { a: { type: "data", data: 1 } },
    version: 2,
  });
});

test("a plain call may not run a step itself while planned steps are out", () => {
  const planned = { pending: { b: { kind: "call", isRace: true } } } as const;
  expect(build(planned)).toMatchObject({ ctx: { disable_immediate_execution: true } });
  expect(build(planned, "b")).toMatchObject({ ctx: { disable_immediate_execution: false } });
  expect(build({ pending: { b: { kind: "sleep", isRace: false } } })).toMatchObject({
    ctx: { disable_immediate_execution: false },
  });
});
