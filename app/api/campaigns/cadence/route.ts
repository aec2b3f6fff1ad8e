import { route } from "#app/api/route-kit.ts";
import { cadencePreview, cadenceQuery } from "#lib/campaigns/contract-cadence.ts";
import { previewCadence } from "#lib/campaigns/preview-cadence.ts";
import { methods } from "#lib/http/methods.ts";

const told = {
  role: "viewer",
  query: cadenceQuery,
  summary: "When the steps of a campaign would be sent, for each way of reading",
  answer: cadencePreview,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(told, ({ ctx, tenantId, query }) => previewCadence(ctx, { tenantId, delays: query.delays })),
});
