import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { rotateWebhookSecret } from "#lib/alerts/change-webhooks.ts";
import { webhookWithSecret } from "#lib/alerts/contract-delivery.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Give an outgoing webhook a new secret",
      description: "For a day the one before signs as well. The new one is in this answer and never shown again.",
      answer: webhookWithSecret,
      role: "admin",
      params,
    },
    ({ ctx, tenantId, actor, params: { id }, requestId }) =>
      rotateWebhookSecret(ctx, { tenantId, actor, id, requestId }),
  ),
});
