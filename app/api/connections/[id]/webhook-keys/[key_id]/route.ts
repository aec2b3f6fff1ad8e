import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { removeWebhookKey } from "#lib/mailboxes/change-webhook-keys.ts";
import { connectionView } from "#lib/mailboxes/contract-connection.ts";

const params = z.object({ id: z.uuid(), key_id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route(
    { summary: "Remove a webhook key", answer: connectionView, problems: ["conflict"], role: "admin", params },
    ({ ctx, tenantId, actor, params: { id, key_id: keyId }, requestId }) =>
      removeWebhookKey(ctx, { tenantId, actor, id, keyId, requestId }),
  ),
});
