import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { type JobFunctionId, jobFunctionIds } from "#lib/engine/events.ts";
import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { nextRunAt } from "#lib/jobs/policy/next-run.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import type { AlertFacts, JobFact } from "./policy/facts.ts";
import { listJobHistories, listSuccesses } from "./repo-jobs.ts";

/** Without these nothing is sent, or nothing is noticed. */
const vital: ReadonlySet<string> = new Set<JobFunctionId>(["run-sequencer", "reconcile-sends", "evaluate-health"]);

/** Evaluations looked back on: three hours of them, which is as long as an hourly job is waited for. */
const evaluationsLookedAt = 45;

/** What is expected of each job, and what came of it. */
export async function readJobFacts(
  ctx: EngineContext,
  tx: Tx,
  tenantId: string,
  settings: VersionedSettings,
): Promise<Pick<AlertFacts, "jobs" | "evaluations">> {
  const histories = await listJobHistories(tx, tenantId, jobFunctionIds);
  const jobs = histories.map(({ functionId, lastSuccessAt, failedAt, failure }): JobFact => {
    const id = functionId as JobFunctionId;
    return {
      functionId,
      title: jobCatalogue[id].title,
      isVital: vital.has(id),
      periodMs: isExpected(ctx, id, settings) ? periodOf(id, settings.send_timezone, ctx.now()) : null,
      // A change of the settings may be what made a job expected at all.
      expectedSince: new Date(settings.updated_at),
      lastSuccessAt,
      failure: failedAt === null ? null : { at: failedAt, error: failure },
    };
  });
  return { jobs, evaluations: await listSuccesses(tx, tenantId, "evaluate-alerts", evaluationsLookedAt) };
}

function isExpected(ctx: EngineContext, id: JobFunctionId, settings: VersionedSettings): boolean {
  if (id === "run-sequencer") return settings.is_active;
  if (id === "run-recontact") return settings.is_active && settings.recontact_enabled && ctx.config.isRecontactEnabled;
  // Whoever evaluates cannot miss its own run.
  return id !== "evaluate-alerts";
}

function periodOf(id: JobFunctionId, timeZone: string, now: Date): number | null {
  const { schedule } = jobCatalogue[id];
  const next = nextRunAt(schedule, timeZone, now);
  const after = next && nextRunAt(schedule, timeZone, next);
  return next && after && after.getTime() - next.getTime();
}
