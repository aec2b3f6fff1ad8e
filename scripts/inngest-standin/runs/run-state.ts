/** An event as the app gets it. `ts` is epoch ms. */
export type AppEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  [extra: string]: unknown;
};

/** An error as the SDK serialises it. */
export type WireError = { name: string; message: string; stack?: string; [extra: string]: unknown };

/** How a finished step is handed back to the app. */
export type StepResult = { type: "data"; data: unknown } | { type: "error"; error: WireError };

export type PendingKind = "call" | "sleep" | "wait" | "invoke";

/** The step id of a plain call: "go on and tell what comes next". */
export const discoveryStep = "step";

/**
 * What is known of one run. `stack` holds step ids in the order they finished. At most one plain call (discovery) is
 * queued or in flight; `isStale` says that a step has settled since it was asked for.
 */
export type RunState = {
  steps: Readonly<Record<string, StepResult>>;
  stack: readonly string[];
  pending: Readonly<Record<string, { kind: PendingKind; isRace: boolean }>>;
  isDiscovering: boolean;
  isStale: boolean;
  /** Planned steps the app could not find again (its code changed under the run). */
  lostSteps: number;
  isOver: boolean;
};

/** What the app said to one call. `refused` was never delivered; `lost` may have been (cut, timed out). */
export type Answer =
  | { kind: "http"; status: number; body: unknown; isNoRetry: boolean; retryAfter: string | null; isFromSdk: boolean }
  | { kind: "refused"; message: string }
  | { kind: "lost"; message: string };

/** A call that was made: which step, which attempt (0-based), of how many. */
export type Call = { stepId: string; attempt: number; maxAttempts: number };

/** What has to happen next; the executor carries it out. Times are epoch ms or delays in ms. */
export type Effect =
  | { type: "call"; stepId: string; attempt: number; delayMs: number }
  | { type: "sleep"; stepId: string; until: number }
  | { type: "wait"; stepId: string; event: string; condition: string | null; timeoutMs: number }
  | { type: "invoke"; stepId: string; functionId: string; payload: Record<string, unknown>; timeoutMs: number | null }
  | { type: "finish"; status: "completed"; output: unknown }
  | { type: "finish"; status: "failed"; error: WireError }
  | { type: "app-away" }
  | { type: "register-again" };

export type Reduction = { state: RunState; effects: readonly Effect[] };

/** A run that has just been created: its first plain call is due. */
export const newRunState: RunState = {
  steps: {},
  stack: [],
  pending: {},
  isDiscovering: true,
  isStale: false,
  lostSteps: 0,
  isOver: false,
};
