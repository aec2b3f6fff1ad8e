import { route } from "#app/api/route-kit.ts";
import { csvResponse } from "#lib/http/csv-response.ts";
import { methods } from "#lib/http/methods.ts";
import { exportRateLimit } from "#lib/http/thresholds.ts";
import { suppressionFilter } from "#lib/suppressions/contract-change.ts";
import { exportSuppressions } from "#lib/suppressions/export-suppressions.ts";

const told = {
  role: "operator",
  query: suppressionFilter,
  rateLimit: exportRateLimit,
  summary: "Export the suppressions that fit as CSV",
  description: "A POST, because every export is written into the audit log.",
  answer: { mediaType: "text/csv" },
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, async ({ ctx, tenantId, actor, query, requestId }) =>
    csvResponse(await exportSuppressions(ctx, { tenantId, actor, filter: query, requestId }), "suppressions.csv"),
  ),
});
