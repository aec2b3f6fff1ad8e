import { asRecord, readError, readOps } from "#scripts/inngest-standin/protocol/app-ops.ts";
import { parseRetryAfterMs, retryDelayMs } from "#scripts/inngest-standin/time/duration.ts";
import { reduceOps } from "./reduce-ops.ts";
import { type Answer, type Call, discoveryStep, type Reduction, type RunState, type WireError } from "./run-state.ts";
import { complete, discover, fail, withoutPending } from "./settle.ts";

type HttpAnswer = Extract<Answer, { kind: "http" }>;

/**
 * The heart of the stand-in: a run's state, the call that was made and the app's answer give the next state and what
 * to do. Pure; `now` is epoch ms.
 */
export function reduceAnswer(state: RunState, call: Call, answer: Answer, now: number): Reduction {
  if (state.isOver) return { state, effects: [] };
  if (answer.kind === "refused") return repeatWhenBack(state, call);
  if (answer.kind === "lost") return retryOrFail(state, call, { name: "AppLostError", message: answer.message }, null);
  if (!answer.isFromSdk) return retryOrFail(state, call, strangeAnswer(answer), null);
  if (answer.status === 200) return complete(state, answer.body);
  if (answer.status === 206) return reduceOps(state, call, answer, readOps(answer.body), now);
  return reduceError(state, call, answer, now);
}

/** Nothing was delivered, so the attempt does not count; the app is asked again when it has registered. */
function repeatWhenBack(state: RunState, call: Call): Reduction {
  return {
    state,
    effects: [{ type: "app-away" }, { type: "call", stepId: call.stepId, attempt: call.attempt, delayMs: 0 }],
  };
}

function reduceError(state: RunState, call: Call, answer: HttpAnswer, now: number): Reduction {
  const body = asRecord(answer.body);
  const error = readError(answer.body, `the app answered ${answer.status}`);
  if (typeof body?.requestedStep === "string" && call.stepId !== discoveryStep) return replan(state, call, error);
  if (answer.isNoRetry || answer.status === 400) return fail(state, error);
  const retried = retryOrFail(state, call, error, parseRetryAfterMs(answer.retryAfter, now));
  if (body?.type !== "internal") return retried;
  return { state: retried.state, effects: [{ type: "register-again" }, ...retried.effects] };
}

/** The planned step is gone from the code: forget it and ask what there is now. */
function replan(state: RunState, call: Call, error: WireError): Reduction {
  const lostSteps = state.lostSteps + 1;
  if (lostSteps >= call.maxAttempts) return fail(state, error);
  const rest = { ...withoutPending(state, call.stepId), lostSteps };
  return rest.isDiscovering ? { state: { ...rest, isStale: true }, effects: [] } : discover(rest, []);
}

function retryOrFail(state: RunState, call: Call, error: WireError, retryAfterMs: number | null): Reduction {
  if (call.attempt + 1 >= call.maxAttempts) return fail(state, error);
  const delayMs = retryAfterMs ?? retryDelayMs(call.attempt);
  return { state, effects: [{ type: "call", stepId: call.stepId, attempt: call.attempt + 1, delayMs }] };
}

function strangeAnswer(answer: HttpAnswer): WireError {
  return { name: "NotTheSdkError", message: `the app answered ${answer.status} without the SDK's headers` };
}
