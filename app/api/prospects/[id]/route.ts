import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { prospectDetail } from "#lib/prospects/contract.ts";
import { getProspect } from "#lib/prospects/get-prospect.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "Get a prospect with its timeline and its next step",
      answer: prospectDetail,
      role: "viewer",
      params: z.object({ id: z.uuid() }),
    },
    ({ ctx, tenantId, params }) => getProspect(ctx, { tenantId, prospectId: params.id }),
  ),
});
