import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { listTransitions } from "#lib/health/list-transitions.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, query: pageQuery }, ({ ctx, tenantId, params: { id }, query }) =>
    listTransitions(ctx, { tenantId, scope: { kind: "domain", id }, ...query }),
  ),
});
