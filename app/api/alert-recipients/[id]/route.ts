import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { changeRecipient, removeRecipient } from "#lib/alerts/change-recipients.ts";
import { recipientView, updateRecipientBody } from "#lib/alerts/contract-delivery.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route(
    {
      summary: "Change which alerts an address gets",
      answer: recipientView,
      role: "admin",
      params,
      body: updateRecipientBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      changeRecipient(ctx, { tenantId, actor, id, body, requestId }),
  ),
  DELETE: route(
    { summary: "Mail no more alerts to an address", answer: null, role: "admin", params },
    ({ ctx, tenantId, actor, params: { id }, requestId }) => removeRecipient(ctx, { tenantId, actor, id, requestId }),
  ),
});
