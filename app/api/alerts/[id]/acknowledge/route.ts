import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { acknowledgeAlert } from "#lib/alerts/answer-alert.ts";
import { acknowledgeBody, alertView } from "#lib/alerts/contract.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Say that somebody sees to an open alert",
      answer: alertView,
      problems: ["conflict"],
      role: "operator",
      params,
      body: acknowledgeBody,
      isBodyOptional: true,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      acknowledgeAlert(ctx, { tenantId, actor, id, ...body, requestId }),
  ),
});
