import { route } from "#app/api/route-kit.ts";
import { addRecipient, listRecipients } from "#lib/alerts/change-recipients.ts";
import { createRecipientBody } from "#lib/alerts/contract-delivery.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const adding = { role: "admin", body: createRecipientBody, status: 201, isIdempotent: true } as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "admin", query: pageQuery }, ({ ctx, tenantId, query }) =>
    listRecipients(ctx, { tenantId, ...query }),
  ),
  POST: route(adding, ({ ctx, tenantId, actor, body, requestId }) =>
    addRecipient(ctx, { tenantId, actor, body, requestId }),
  ),
});
