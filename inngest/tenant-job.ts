import type { EngineContext } from "#lib/engine/context.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import type { Counts } from "#lib/jobs/types.ts";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { inngest } from "./client.ts";
import type { EngineSource } from "./engine-source.ts";
import { runRequested } from "./events.ts";

type Work = (ctx: EngineContext, target: { tenantId: string }) => Promise<Counts>;

/** A job of one tenant: one step, recorded in job_runs, one at a time per tenant. */
export function tenantJob(engine: EngineSource, functionId: Exclude<JobFunctionId, "recompute-next-send">, work: Work) {
  return inngest.createFunction(
    {
      id: functionId,
      triggers: [runRequested[functionId]],
      concurrency: { key: "event.data.tenant_id", limit: 1 },
      retries: 3,
    },
    async ({ event, step, runId: runnerRunId }) => {
      const { tenant_id: tenantId, run_id: runId } = event.data;
      return step.run(functionId, () =>
        withJobRun(engine(), { tenantId, runId, runnerRunId, functionId, trigger: "event" }, () =>
          work(engine(), { tenantId }),
        ),
      );
    },
  );
}
