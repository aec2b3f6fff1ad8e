import { route } from "#app/api/route-kit.ts";
import { csvResponse } from "#lib/http/csv-response.ts";
import { methods } from "#lib/http/methods.ts";
import { exportRateLimit } from "#lib/http/thresholds.ts";
import { prospectCountQuery } from "#lib/prospects/contract.ts";
import { exportProspects } from "#lib/prospects/export-prospects.ts";

const told = {
  role: "operator",
  query: prospectCountQuery,
  rateLimit: exportRateLimit,
  summary: "Export the prospects that fit as CSV",
  description: "A POST, because every export is written into the audit log.",
  answer: { mediaType: "text/csv" },
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, async ({ ctx, tenantId, actor, query, requestId }) =>
    csvResponse(await exportProspects(ctx, { tenantId, actor, filter: query, requestId }), "prospects.csv"),
  ),
});
