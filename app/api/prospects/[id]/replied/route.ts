import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { repliedBody } from "#lib/prospects/contract-change.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { markReplied } from "#lib/prospects/stop-prospect.ts";

const params = z.object({ id: z.uuid() });
const told = {
  role: "operator",
  params,
  body: repliedBody,
  isBodyOptional: true,
  summary: "Note a reply that came another way",
  answer: prospectDetail,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    markReplied(ctx, { tenantId, actor, prospectId: id, ...body, requestId }),
  ),
});
