import { route } from "#app/api/route-kit.ts";
import { memberPage } from "#lib/auth/contract-members.ts";
import { listMembers } from "#lib/auth/list-members.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List members", answer: memberPage, role: "admin", query: pageQuery },
    ({ ctx, tenantId, query }) => listMembers(ctx, { tenantId, ...query }),
  ),
});
