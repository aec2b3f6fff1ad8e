import { failedRunMs, missedDailyRuns, missedRuns } from "../thresholds.ts";
import type { Cause } from "../types.ts";
import type { AlertFacts, JobFact } from "./facts.ts";
import { runningSince } from "./running-since.ts";

const dayMs = 86_400_000;

/** Jobs whose last run failed and stayed so, and jobs that a schedule expects and that do not come. */
export function jobCauses({ jobs, evaluations }: Pick<AlertFacts, "jobs" | "evaluations">, now: Date): Cause[] {
  const aliveSince = runningSince(evaluations, now);
  return jobs.flatMap((job) => absence(job, aliveSince, now) ?? failure(job, now) ?? []);
}

function absence(job: JobFact, aliveSince: Date, now: Date): Cause | null {
  const { periodMs, lastSuccessAt, expectedSince } = job;
  if (periodMs === null) return null;
  const isDaily = periodMs >= dayMs / 2;
  // A machine that was off at night owes no runs of five minutes; it does owe the run of the day.
  const starts = [expectedSince, ...(isDaily ? [] : [aliveSince]), ...(lastSuccessAt ? [lastSuccessAt] : [])];
  const since = Math.max(...starts.map((start) => start.getTime()));
  const missed = Math.floor((now.getTime() - since) / periodMs);
  if (missed < (isDaily ? missedDailyRuns : missedRuns)) return null;
  const when = lastSuccessAt === null ? "It has never run." : `It last ran well at ${lastSuccessAt.toISOString()}.`;
  return jobCause(job, job.isVital ? "critical" : "warning", `${when} ${missed} runs were due since.`, { missed });
}

function failure(job: JobFact, now: Date): Cause | null {
  const failed = job.failure;
  if (failed === null || now.getTime() - failed.at.getTime() < failedRunMs) return null;
  const detail = `Its last run failed: ${failed.error ?? "no reason was kept."}`;
  return jobCause(job, "warning", detail, { failed_at: failed.at.toISOString() });
}

function jobCause(job: JobFact, severity: Cause["severity"], detail: string, evidence: Cause["evidence"]): Cause {
  return {
    kind: "job_stalled",
    severity,
    scope: { kind: "job", id: job.functionId, name: job.title },
    title: `${job.title} stands still`,
    detail,
    evidence: { ...evidence, last_success_at: job.lastSuccessAt?.toISOString() ?? null },
  };
}
