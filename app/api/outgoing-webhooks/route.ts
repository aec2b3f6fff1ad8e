import { route } from "#app/api/route-kit.ts";
import { createWebhook } from "#lib/alerts/change-webhooks.ts";
import { createWebhookBody, webhookPage, webhookWithSecret } from "#lib/alerts/contract-delivery.ts";
import { listWebhooks } from "#lib/alerts/list-webhooks.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

// The answer of POST holds the secret, so it is not kept for repeats.
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List outgoing webhooks, newest first", answer: webhookPage, role: "admin", query: pageQuery },
    ({ ctx, tenantId, query }) => listWebhooks(ctx, { tenantId, ...query }),
  ),
  POST: route(
    {
      summary: "Add an outgoing webhook",
      description:
        "Alerts are posted to it, signed as Standard Webhooks says. The secret is in this answer and never shown again.",
      answer: webhookWithSecret,
      role: "admin",
      body: createWebhookBody,
      status: 201,
    },
    ({ ctx, tenantId, actor, body, requestId }) => createWebhook(ctx, { tenantId, actor, body, requestId }),
  ),
});
