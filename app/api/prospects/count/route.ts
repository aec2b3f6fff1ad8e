import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { prospectCount, prospectCountQuery } from "#lib/prospects/contract.ts";
import { countProspects } from "#lib/prospects/list-prospects.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Count prospects", answer: prospectCount, role: "viewer", query: prospectCountQuery },
    ({ ctx, tenantId, query }) => countProspects(ctx, { tenantId, filter: query }),
  ),
});
