import { route } from "#app/api/route-kit.ts";
import { addRecipient, listRecipients } from "#lib/alerts/change-recipients.ts";
import { createRecipientBody, recipientPage, recipientView } from "#lib/alerts/contract-delivery.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const adding = {
  summary: "Add an address that gets alerts by email",
  answer: recipientView,
  problems: ["conflict"],
  role: "admin",
  body: createRecipientBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List who gets alerts by email, newest first", answer: recipientPage, role: "admin", query: pageQuery },
    ({ ctx, tenantId, query }) => listRecipients(ctx, { tenantId, ...query }),
  ),
  POST: route(adding, ({ ctx, tenantId, actor, body, requestId }) =>
    addRecipient(ctx, { tenantId, actor, body, requestId }),
  ),
});
