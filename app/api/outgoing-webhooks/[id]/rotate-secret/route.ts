import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { rotateWebhookSecret } from "#lib/alerts/change-webhooks.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ role: "admin", params }, ({ ctx, tenantId, actor, params: { id }, requestId }) =>
    rotateWebhookSecret(ctx, { tenantId, actor, id, requestId }),
  ),
});
