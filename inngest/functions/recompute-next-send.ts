import { recomputeTenant } from "#lib/jobs/recompute-tenant.ts";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";
import { runRequested } from "../events.ts";

const functionId = "recompute-next-send";

/** Works out next sends of a tenant again: everybody's, or of who was put off (SPEC §6, §10). */
export const recomputeNextSendFunction = (engine: EngineSource) =>
  inngest.createFunction(
    {
      id: functionId,
      triggers: [runRequested[functionId]],
      concurrency: { key: "event.data.tenant_id", limit: 1 },
      retries: 3,
    },
    async ({ event, step, runId: runnerRunId }) => {
      const { tenant_id: tenantId, run_id: runId, who } = event.data;
      return step.run(functionId, () =>
        withJobRun(engine(), { tenantId, runId, runnerRunId, functionId, trigger: "event" }, () =>
          recomputeTenant(engine(), { tenantId, who }),
        ),
      );
    },
  );
