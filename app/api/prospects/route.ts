import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { prospectListQuery, prospectPage } from "#lib/prospects/contract.ts";
import { listProspects } from "#lib/prospects/list-prospects.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List prospects", answer: prospectPage, role: "viewer", query: prospectListQuery },
    ({ ctx, tenantId, query: { limit, cursor, sort, ...filter } }) =>
      listProspects(ctx, { tenantId, filter, limit, cursor, sort }),
  ),
});
