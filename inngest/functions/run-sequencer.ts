import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";
import { inngest } from "../client.ts";
import type { EngineSource } from "../engine-source.ts";
import { runRequested } from "../events.ts";

const functionId = "run-sequencer";

/** Verifies waiting addresses, then plans a half hour of one tenant; never two at once (SPEC §6, §10). */
export const runSequencerFunction = (engine: EngineSource) =>
  inngest.createFunction(
    {
      id: functionId,
      triggers: [runRequested[functionId]],
      singleton: { key: "event.data.tenant_id", mode: "skip" },
      retries: 3,
    },
    async ({ event, step, runId: runnerRunId }) => {
      const { tenant_id: tenantId, run_id: runId } = event.data;
      const trigger = "event" as const;
      const verified = await step.run("verify-prospects", () =>
        withJobRun(engine(), { tenantId, functionId: "verify-prospects", runnerRunId, trigger }, () =>
          verifyProspects(engine(), { tenantId }),
        ),
      );
      const planned = await step.run("plan-sends", () =>
        withJobRun(engine(), { tenantId, runId, functionId, runnerRunId, trigger }, () =>
          runSequencer(engine(), { tenantId }),
        ),
      );
      return { verified, planned };
    },
  );
