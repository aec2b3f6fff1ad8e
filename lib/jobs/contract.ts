import { z } from "zod";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { guardMove } from "#lib/health/contract-transitions.ts";

const counts = z.record(z.string(), z.union([z.number(), z.record(z.string(), z.number())]));

export const jobFunctionId = z.enum(jobFunctionIds);

export const jobRunStatus = z.enum(["queued", "running", "succeeded", "failed"]);

export const jobRun = z.object({
  id: z.uuid(),
  function_id: z.string(),
  trigger: z.enum(["schedule", "manual", "event"]),
  status: jobRunStatus,
  counts,
  error: z.string().nullable(),
  requested_by: z.string().nullable(),
  /** the run's id in the job runner and its dashboard; null until it begins */
  runner_run_id: z.string().nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
});

export type JobRunView = z.infer<typeof jobRun>;

/** GET /api/jobs/runs/{run_id} */
export const jobRunDetail = jobRun.extend({
  /** of the health guard: whose state changed while it ran, at most 500; none of any other job */
  moves: z.array(guardMove),
});

export type JobRunDetail = z.infer<typeof jobRunDetail>;

/** GET /api/jobs */
export const jobList = z.object({
  items: z.array(
    z.object({
      function_id: jobFunctionId,
      title: z.string(),
      description: z.string(),
      /** cron in UTC, or "05:00" with the tenant's zone, or null when it only runs when something asks for it */
      schedule: z.string().nullable(),
      /** IANA zone of the clock that starts it by the tenant's day; null for every other job */
      schedule_zone: z.string().nullable(),
      next_run_at: z.string().nullable(),
      last_run: jobRun.nullable(),
    }),
  ),
});

export type JobList = z.infer<typeof jobList>;

/** GET /api/jobs/runs */
export const jobRunList = z.object({ items: z.array(jobRun), next_cursor: z.string().nullable() });

export type JobRunList = z.infer<typeof jobRunList>;

/** POST /api/jobs/{function_id}/run */
export const jobRunAccepted = z.object({ run_id: z.uuid() });
