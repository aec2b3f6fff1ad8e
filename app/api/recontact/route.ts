import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { recontactStats } from "#lib/recontact/contract.ts";
import { getRecontactStats } from "#lib/recontact/get-recontact-stats.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "Who comes back, and what came of it", answer: recontactStats, role: "viewer" },
    ({ ctx, tenantId }) => getRecontactStats(ctx, { tenantId }),
  ),
});
