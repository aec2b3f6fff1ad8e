import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { getProspect } from "#lib/prospects/get-prospect.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params: z.object({ id: z.uuid() }) }, ({ ctx, tenantId, params }) =>
    getProspect(ctx, { tenantId, prospectId: params.id }),
  ),
});
