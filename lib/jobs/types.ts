import type { JobFunctionId } from "#lib/engine/events.ts";

/** What a run did, in numbers: `{ due: 12, queued: 9, passed_over: { mailbox_cap: 3 } }`. */
export type Counts = Record<string, number | Record<string, number>>;

/** Who started a run: the clock, a person or key, or something that happened. */
export type RunTrigger = "schedule" | "manual" | "event";

export type RunRequest = {
  tenantId: string;
  functionId: JobFunctionId;
  trigger: RunTrigger;
  /** label of the person or key that asked */
  requestedBy?: string;
};
