import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { sendSummary } from "#lib/send-queue/contract.ts";
import { getSendSummary } from "#lib/send-queue/get-send-summary.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "Count today's queue by status", answer: sendSummary, role: "viewer" },
    ({ ctx, tenantId }) => getSendSummary(ctx, { tenantId }),
  ),
});
