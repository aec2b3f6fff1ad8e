import type { AppCaller } from "#scripts/inngest-standin/protocol/app-client.ts";
import type { Answer, AppEvent, StepResult } from "#scripts/inngest-standin/runs/run-state.ts";

export type FakeCall = {
  functionId: string;
  stepId: string;
  runId: string;
  attempt: number;
  event: AppEvent;
  steps: Record<string, StepResult>;
};
export type Script = (call: FakeCall) => Answer | Promise<Answer>;

/** An app inside the test's own process that answers as the SDK would, one script a function. */
export class FakeApp implements AppCaller {
  readonly calls: FakeCall[] = [];
  readonly #scripts = new Map<string, Script>();

  on(functionId: string, script: Script): this {
    this.#scripts.set(functionId, script);
    return this;
  }

  async call(functionId: string, stepId: string, body: unknown): Promise<Answer> {
    const { ctx, event, steps } = body as { ctx: { run_id: string; attempt: number } } & Pick<
      FakeCall,
      "event" | "steps"
    >;
    const call = { functionId, stepId, runId: ctx.run_id, attempt: ctx.attempt, event, steps };
    this.calls.push(call);
    const script = this.#scripts.get(functionId);
    return script ? script(call) : threw({ type: "internal", message: `Function "${functionId}" was not found` });
  }
}

function answer(status: number, body: unknown, headers: { isNoRetry?: boolean; retryAfter?: string } = {}): Answer {
  return { kind: "http", status, body, isNoRetry: false, retryAfter: null, isFromSdk: true, ...headers };
}

export const done = (value: unknown = null): Answer => answer(200, value);
export const ops = (...list: object[]): Answer => answer(206, list);
export const threw = (error: object): Answer => answer(500, error);
export const threwForGood = (message: string): Answer => answer(400, { name: "Error", message }, { isNoRetry: true });
export const stepThrew = (id: string, message: string, retryAfter?: string): Answer =>
  answer(206, [{ id, op: "StepError", error: { name: "Error", message } }], retryAfter ? { retryAfter } : {});

/** A function that does one op after another (each with an `id`), then ends with `output`. */
export function inOrder(
  list: readonly { id: string; op: string; [more: string]: unknown }[],
  output: unknown = null,
): Script {
  return (call) => {
    const next = list.find((op) => !(op.id in call.steps));
    return next ? ops(next) : done(output);
  };
}

export const ran = (id: string, data: unknown = null) => ({ id, op: "StepRun", data });
export const sleep = (id: string, name: string) => ({ id, op: "Sleep", name });
