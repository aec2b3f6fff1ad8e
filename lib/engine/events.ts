/** What use-cases tell the job runner. Event names as the runner spells them live in inngest/events.ts alone. */
export type EngineEvent =
  | { type: "emailQueued"; tenantId: string; outreachEmailId: string; mailboxId: string; scheduledAt: Date }
  | { type: "jobRequested"; tenantId: string; functionId: JobFunctionId; runId: string }
  | { type: "importReceived"; tenantId: string; importId: string }
  | { type: "settingsChanged"; tenantId: string }
  /** mailboxes, sending domains or connections were stopped or let go */
  | { type: "statesChanged"; tenantId: string }
  /** messages bounced, were blocked or were complained about */
  | { type: "troubleReported"; tenantId: string };

/** Jobs that run for one tenant, have a job_runs row and can be started by hand (SPEC §10). */
export const jobFunctionIds = [
  "run-sequencer",
  "run-recontact",
  "reconcile-sends",
  "match-parked-events",
  "verify-prospects",
  "recompute-next-send",
  "evaluate-health",
  "roll-up-reputation",
  "check-reputation-drift",
  "daily-upkeep",
  "check-domains",
  "evaluate-alerts",
] as const;

export type JobFunctionId = (typeof jobFunctionIds)[number];
