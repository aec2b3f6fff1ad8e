import { z } from "zod";
import { methods } from "#lib/http/methods.ts";
import { jobFunctionId, jobRunAccepted } from "#lib/jobs/contract.ts";
import { requestJobRun } from "#lib/jobs/request-job-run.ts";
import { route } from "../../../route-kit.ts";

const params = z.object({ functionId: jobFunctionId });

/** Runs a job now; a run that is under way is returned instead (SPEC §10). */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { summary: "Run a job now", answer: jobRunAccepted, role: "operator", params, status: 202 },
    async ({ ctx, tenantId, actor, params: { functionId } }) => {
      const { runId } = await requestJobRun(ctx, { tenantId, functionId, requestedBy: actor.label });
      return { run_id: runId };
    },
  ),
});
