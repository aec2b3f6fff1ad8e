import { methods } from "#lib/http/methods.ts";
import { jobList } from "#lib/jobs/contract.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { route } from "../route-kit.ts";

/** Every job with its last run and next tick. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List the jobs with their last and next runs", answer: jobList, role: "viewer" },
    ({ ctx, tenantId }) => listJobs(ctx, { tenantId }),
  ),
});
