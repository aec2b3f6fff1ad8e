import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { changeWebhook, removeWebhook } from "#lib/alerts/change-webhooks.ts";
import { updateWebhookBody, webhookView } from "#lib/alerts/contract-delivery.ts";
import { getWebhook } from "#lib/alerts/list-webhooks.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Read an outgoing webhook", answer: webhookView, role: "admin", params },
    ({ ctx, tenantId, params: { id } }) => getWebhook(ctx, { tenantId, id }),
  ),
  PATCH: route(
    {
      summary: "Change an outgoing webhook, or switch it off or on",
      answer: webhookView,
      problems: ["version_conflict"],
      role: "admin",
      params,
      body: updateWebhookBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      changeWebhook(ctx, { tenantId, actor, id, body, requestId }),
  ),
  DELETE: route(
    { summary: "Remove an outgoing webhook", answer: null, role: "admin", params },
    ({ ctx, tenantId, actor, params: { id }, requestId }) => removeWebhook(ctx, { tenantId, actor, id, requestId }),
  ),
});
