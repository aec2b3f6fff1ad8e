import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { deliveryListQuery, deliveryPage } from "#lib/alerts/contract-delivery.ts";
import { listWebhookDeliveries } from "#lib/alerts/delivery-view.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      summary: "List what was posted to an outgoing webhook, newest first",
      answer: deliveryPage,
      role: "admin",
      params,
      query: deliveryListQuery,
    },
    ({ ctx, tenantId, params: { id }, query }) => listWebhookDeliveries(ctx, { tenantId, id, ...query }),
  ),
});
