import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { stopBody } from "#lib/prospects/contract-change.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { stopProspect } from "#lib/prospects/stop-prospect.ts";

const params = z.object({ id: z.uuid() });
const told = {
  role: "operator",
  params,
  body: stopBody,
  isBodyOptional: true,
  summary: "Stop the sequence of a prospect",
  answer: prospectDetail,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    stopProspect(ctx, { tenantId, actor, prospectId: id, ...body, requestId }),
  ),
});
