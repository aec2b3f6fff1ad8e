import { z } from "zod";
import { methods } from "#lib/http/methods.ts";
import { jobRunDetail } from "#lib/jobs/contract.ts";
import { getJobRun } from "#lib/jobs/get-job-run.ts";
import { route } from "../../../route-kit.ts";

const params = z.object({ runId: z.uuid() });

/** One run: its state, what it did and, of the health guard, to whom. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "Get a job run", answer: jobRunDetail, role: "viewer", params },
    ({ ctx, tenantId, params: { runId } }) => getJobRun(ctx, { tenantId, runId }),
  ),
});
