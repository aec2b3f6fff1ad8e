import type { EngineContext } from "#lib/engine/context.ts";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { type JobSchedule, jobCatalogue } from "./catalogue.ts";
import type { JobList } from "./contract.ts";
import { nextRunAt } from "./policy/next-run.ts";
import { selectLastRuns } from "./repo.ts";
import { toRunView } from "./run-view.ts";

/** Every job of the tenant with its last run and the time its clock starts it next (SPEC §10). */
export async function listJobs(ctx: EngineContext, request: { tenantId: string }): Promise<JobList> {
  const { tenantId } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    const { send_timezone } = await loadSettings(tx, tenantId);
    const lastRuns = new Map((await selectLastRuns(tx, tenantId, jobFunctionIds)).map((run) => [run.function_id, run]));
    const items = jobFunctionIds.map((functionId) => {
      const { title, description, schedule } = jobCatalogue[functionId];
      const last = lastRuns.get(functionId);
      return {
        function_id: functionId,
        title,
        description,
        schedule: describeSchedule(schedule, send_timezone),
        schedule_zone: schedule?.kind === "daily_local" ? send_timezone : null,
        next_run_at: nextRunAt(schedule, send_timezone, ctx.now())?.toISOString() ?? null,
        last_run: last ? toRunView(last) : null,
      };
    });
    return { items };
  });
}

function describeSchedule(schedule: JobSchedule | null, timeZone: string): string | null {
  if (schedule === null) return null;
  return schedule.kind === "cron" ? schedule.cron : `${String(schedule.hour).padStart(2, "0")}:00 ${timeZone}`;
}
