import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";
import { jobFunctionId, jobRunList, jobRunStatus } from "#lib/jobs/contract.ts";
import { listJobRuns } from "#lib/jobs/list-job-runs.ts";
import { route } from "../../route-kit.ts";

const query = pageQuery.extend({ function_id: jobFunctionId.optional(), status: jobRunStatus.optional() });

/** Runs, newest first. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List job runs, newest first", answer: jobRunList, role: "viewer", query },
    ({ ctx, tenantId, query: { function_id, ...page } }) =>
      listJobRuns(ctx, { tenantId, functionId: function_id, ...page }),
  ),
});
