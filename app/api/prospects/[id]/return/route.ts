import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { returnBody } from "#lib/prospects/contract-change.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { returnToSequence } from "#lib/prospects/return-to-sequence.ts";

const params = z.object({ id: z.uuid() });
const told = {
  role: "operator",
  params,
  body: returnBody,
  summary: "Return a prospect to the sequence, with the reason",
  answer: prospectDetail,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    returnToSequence(ctx, { tenantId, actor, prospectId: id, ...body, requestId }),
  ),
});
