import { route } from "#app/api/route-kit.ts";
import { csvResponse } from "#lib/http/csv-response.ts";
import { methods } from "#lib/http/methods.ts";
import { exportRateLimit } from "#lib/http/thresholds.ts";
import { exportPlacesBody } from "#lib/mailboxes/contract-bulk.ts";
import { exportMailboxes } from "#lib/mailboxes/export-mailboxes.ts";

const told = {
  role: "operator",
  body: exportPlacesBody,
  isBodyOptional: true,
  // 20,000 ids.
  bodyLimitBytes: 1024 * 1024,
  rateLimit: exportRateLimit,
  summary: "Export mailboxes with their health as CSV",
  description: "A POST, because every export is written into the audit log.",
  answer: { mediaType: "text/csv" },
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, async ({ ctx, tenantId, actor, body, requestId }) =>
    csvResponse(await exportMailboxes(ctx, { tenantId, actor, requestId, ...body }), "mailboxes.csv"),
  ),
});
