import { type AppEvent, discoveryStep, type RunState } from "#scripts/inngest-standin/runs/run-state.ts";

/** What a step call needs to know of its run. */
export type CallContext = {
  runId: string;
  event: AppEvent;
  state: RunState;
  stepId: string;
  attempt: number;
  maxAttempts: number;
};

/**
 * The body of `POST /api/inngest?fnId=…&stepId=…`. `fn_id` stays empty on purpose: with it the SDK would run several
 * steps in one request and report them to a checkpoint endpoint that does not exist here.
 */
export function buildCallBody(context: CallContext): Record<string, unknown> {
  const { state } = context;
  const plannedCalls = Object.values(state.pending).filter((entry) => entry.kind === "call").length;
  return {
    ctx: {
      fn_id: "",
      run_id: context.runId,
      attempt: context.attempt,
      max_attempts: context.maxAttempts,
      // While planned steps are out, a plain call must only report: running one of them would run it twice.
      disable_immediate_execution: context.stepId === discoveryStep && plannedCalls > 0,
      use_api: false,
      qi_id: `${context.runId}-${context.stepId}-${state.stack.length}-${context.attempt}`,
      stack: { stack: [...state.stack], current: state.stack.length },
    },
    event: context.event,
    events: [context.event],
    steps: state.steps,
    version: 2,
  };
}
