import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { addWebhookKey } from "#lib/mailboxes/change-webhook-keys.ts";
import { addWebhookKeyBody, connectionView } from "#lib/mailboxes/contract-connection.ts";

const params = z.object({ id: z.uuid() });
const adding = {
  summary: "Add a webhook key",
  answer: connectionView,
  role: "admin",
  params,
  body: addWebhookKeyBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(adding, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    addWebhookKey(ctx, { tenantId, actor, id, publicKey: body.public_key, requestId }),
  ),
});
