import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";
import { ownerPage } from "#lib/prospects/contract-notes.ts";
import { listOwners } from "#lib/prospects/list-owners.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List who may own a prospect", answer: ownerPage, role: "viewer", query: pageQuery },
    ({ ctx, tenantId, query }) => listOwners(ctx, { tenantId, ...query }),
  ),
});
