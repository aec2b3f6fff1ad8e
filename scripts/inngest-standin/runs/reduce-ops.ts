import { asRecord, type Op, readError } from "#scripts/inngest-standin/protocol/app-ops.ts";
import { parseExpression } from "#scripts/inngest-standin/protocol/expression.ts";
import { parseMomentMs, parseRetryAfterMs, retryDelayMs } from "#scripts/inngest-standin/time/duration.ts";
import { type Answer, type Call, discoveryStep, type Effect, type Reduction, type RunState } from "./run-state.ts";
import { complete, fail, goOn, withPending, withResult } from "./settle.ts";

type HttpAnswer = Extract<Answer, { kind: "http" }>;
type Draft = { state: RunState; effects: Effect[] };

/** Ops that ask for nothing here (deferred work belongs to the hosted product). */
const ignoredOps = new Set(["DeferAdd", "DeferAbort"]);

/** A 206: steps that ran, failed, or are asked for. Ops already known (the SDK repeats what is pending) are skipped. */
export function reduceOps(state: RunState, call: Call, answer: HttpAnswer, ops: readonly Op[], now: number): Reduction {
  const isDiscovery = call.stepId === discoveryStep;
  const draft: Draft = { state: isDiscovery ? { ...state, isDiscovering: false } : state, effects: [] };
  for (const op of ops) {
    if (op.op === "RunComplete") return complete(draft.state, op.data);
    if (op.op === "DiscoveryRequest") draft.state = { ...draft.state, isStale: true };
    else if (op.op === "StepError") reduceStepError(draft, call, answer, op, now);
    else reduceOp(draft, op, now);
  }
  if (!isDiscovery) settleIfUnanswered(draft, call);
  const wentOn = goOn(draft.state, draft.effects);
  if (wentOn.effects.length > 0 || Object.keys(wentOn.state.pending).length > 0 || wentOn.state.isDiscovering)
    return wentOn;
  return fail(wentOn.state, { name: "NoProgressError", message: "the app asked for nothing and did not end the run" });
}

function reduceOp(draft: Draft, op: Op, now: number): void {
  if (ignoredOps.has(op.op)) return;
  if (op.op === "StepRun") draft.state = withResult(draft.state, op.id, { type: "data", data: op.data });
  else if (op.op === "StepFailed") settleError(draft, op);
  else if (!(op.id in draft.state.pending) && !(op.id in draft.state.steps)) reduceRequest(draft, op, now);
}

function reduceRequest(draft: Draft, op: Op, now: number): void {
  try {
    const [kind, effect] = requestOf(op, now);
    draft.state = withPending(draft.state, op.id, kind, op.opts.parallelMode === "race");
    draft.effects.push(effect);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    draft.state = withResult(draft.state, op.id, { type: "error", error: { name: "UnsupportedStepError", message } });
  }
}

/** What a newly found step needs. Throws for what this server cannot do or read. */
function requestOf(op: Op, now: number): [kind: "call" | "sleep" | "wait" | "invoke", effect: Effect] {
  const timeout = typeof op.opts.timeout === "string" && op.opts.timeout !== "" ? op.opts.timeout : null;
  if (op.op === "StepPlanned") return ["call", { type: "call", stepId: op.id, attempt: 0, delayMs: 0 }];
  if (op.op === "Sleep") return ["sleep", { type: "sleep", stepId: op.id, until: parseMomentMs(op.name, now) }];
  if (op.op === "WaitForEvent") {
    const condition = typeof op.opts.if === "string" ? parseExpression(op.opts.if).source : null;
    const timeoutMs = parseMomentMs(timeout ?? "", now) - now;
    return ["wait", { type: "wait", stepId: op.id, event: op.name, condition, timeoutMs }];
  }
  if (op.op === "InvokeFunction") {
    const functionId = String(op.opts.function_id ?? "");
    const timeoutMs = timeout === null ? null : parseMomentMs(timeout, now) - now;
    return [
      "invoke",
      { type: "invoke", stepId: op.id, functionId, payload: asRecord(op.opts.payload) ?? {}, timeoutMs },
    ];
  }
  throw new Error(`this Inngest server does not know the step type ${op.op}`);
}

/** A step threw: the same call again later, or, with no try left, its error goes to the function. */
function reduceStepError(draft: Draft, call: Call, answer: HttpAnswer, op: Op, now: number): void {
  if (op.id in draft.state.steps) return;
  if (answer.isNoRetry || call.attempt + 1 >= call.maxAttempts) {
    settleError(draft, op);
    return;
  }
  const delayMs = parseRetryAfterMs(answer.retryAfter, now) ?? retryDelayMs(call.attempt);
  draft.effects.push({ type: "call", stepId: call.stepId, attempt: call.attempt + 1, delayMs });
  if (call.stepId === discoveryStep) draft.state = { ...draft.state, isDiscovering: true };
}

/** The app took the call for a planned step but said nothing about it: without this the run would wait for ever. */
function settleIfUnanswered(draft: Draft, call: Call): void {
  const isRetried = draft.effects.some((effect) => effect.type === "call" && effect.stepId === call.stepId);
  if (isRetried || draft.state.pending[call.stepId]?.kind !== "call") return;
  const error = { name: "NoProgressError", message: "the app did not answer for the step it was asked to run" };
  draft.state = withResult(draft.state, call.stepId, { type: "error", error });
}

function settleError(draft: Draft, op: Op): void {
  const error = readError(op.error ?? op.data, "the step failed");
  draft.state = withResult(draft.state, op.id, { type: "error", error });
}
