import type { FunctionConfig } from "#scripts/inngest-standin/protocol/function-config.ts";
import type { Run, RunStatus } from "#scripts/inngest-standin/runs/run.ts";

export type FunctionView = { id: string; name: string; triggers: string[]; next_run_at: string | null };
export type RunView = {
  id: string;
  function_id: string;
  status: RunStatus;
  event_name: string;
  event_id: string;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  /** Steps finished; calls made to the app, tries included. */
  steps: number;
  calls: number;
  /** What is still awaited: "call", "sleep", "wait" (an event) or "invoke", once for each. */
  waiting_for: string[];
  error: string | null;
};

/** What the inspection page and `/v0/runs` show. `runs` are the last ones, newest first. */
export type Snapshot = {
  active: number;
  in_flight: number;
  is_paused: boolean;
  functions: FunctionView[];
  runs: RunView[];
};

export function viewFunction(fn: FunctionConfig, nextTicks: readonly number[]): FunctionView {
  const triggers = [...fn.events.map((trigger) => trigger.event), ...fn.crons.map((cron) => `cron ${cron.source}`)];
  return { id: fn.id, name: fn.name, triggers, next_run_at: isoOrNull(nextTicks[0] ?? null) };
}

export function viewRun(run: Run): RunView {
  return {
    id: run.id,
    function_id: run.fn.id,
    status: run.status,
    event_name: run.event.name,
    event_id: run.event.id,
    queued_at: new Date(run.queuedAt).toISOString(),
    started_at: isoOrNull(run.startedAt),
    ended_at: isoOrNull(run.endedAt),
    steps: run.state.stack.length,
    calls: run.calls,
    waiting_for: Object.values(run.state.pending).map((entry) => entry.kind),
    error: run.error ? `${run.error.name}: ${run.error.message}` : null,
  };
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
