import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { jobRunAccepted } from "#lib/jobs/contract.ts";
import { verifyProspect } from "#lib/prospects/verify-prospect.ts";

const params = z.object({ id: z.uuid() });
const told = {
  role: "operator",
  params,
  summary: "Have the address of a prospect verified anew",
  answer: jobRunAccepted,
  status: 202,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, requestId }) =>
    verifyProspect(ctx, { tenantId, actor, prospectId: id, requestId }),
  ),
});
