import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { acknowledgeAlert, withdrawAcknowledgement } from "#lib/alerts/answer-alert.ts";
import { acknowledgeBody, alertView } from "#lib/alerts/contract.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Acknowledge an open alert: somebody sees to it",
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
  DELETE: route(
    {
      summary: "Take back the acknowledgement of an open alert",
      answer: alertView,
      problems: ["conflict"],
      role: "operator",
      params,
    },
    ({ ctx, tenantId, actor, params: { id }, requestId }) =>
      withdrawAcknowledgement(ctx, { tenantId, actor, id, requestId }),
  ),
});
