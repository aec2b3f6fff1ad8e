import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { deliveryView } from "#lib/alerts/contract-delivery.ts";
import { testWebhook } from "#lib/alerts/test-webhook.ts";
import { testRateLimit } from "#lib/alerts/thresholds.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Post a test notice now and say what came of it",
      answer: deliveryView,
      role: "admin",
      params,
      rateLimit: testRateLimit,
    },
    ({ ctx, tenantId, actor, params: { id }, requestId }) => testWebhook(ctx, { tenantId, actor, id, requestId }),
  ),
});
