import { route } from "#app/api/route-kit.ts";
import { createWebhook } from "#lib/alerts/change-webhooks.ts";
import { createWebhookBody } from "#lib/alerts/contract-delivery.ts";
import { listWebhooks } from "#lib/alerts/list-webhooks.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

// The answer of POST holds the secret, so it is not kept for repeats.
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "admin", query: pageQuery }, ({ ctx, tenantId, query }) =>
    listWebhooks(ctx, { tenantId, ...query }),
  ),
  POST: route({ role: "admin", body: createWebhookBody, status: 201 }, ({ ctx, tenantId, actor, body, requestId }) =>
    createWebhook(ctx, { tenantId, actor, body, requestId }),
  ),
});
