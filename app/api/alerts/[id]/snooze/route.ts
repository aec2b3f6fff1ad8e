import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { snoozeAlert } from "#lib/alerts/answer-alert.ts";
import { alertView, snoozeBody } from "#lib/alerts/contract.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Snooze an open alert for some hours, or end that",
      description: "It is not among those that press for so long, unless it gets graver.",
      answer: alertView,
      problems: ["conflict"],
      role: "operator",
      params,
      body: snoozeBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      snoozeAlert(ctx, { tenantId, actor, id, ...body, requestId }),
  ),
});
