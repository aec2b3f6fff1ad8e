import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { createMailboxBody, mailboxListQuery, mailboxPage, mailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { createMailbox } from "#lib/mailboxes/create-mailbox.ts";
import { listMailboxes } from "#lib/mailboxes/list-mailboxes.ts";

const creating = {
  summary: "Add a mailbox",
  answer: mailboxView,
  role: "admin",
  body: createMailboxBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List mailboxes", answer: mailboxPage, role: "viewer", query: mailboxListQuery },
    ({ ctx, tenantId, query }) => {
      const { sending_domain_id: domainId, provider_connection_id: connectionId, ...rest } = query;
      return listMailboxes(ctx, { tenantId, domainId, connectionId, ...rest });
    },
  ),
  POST: route(creating, ({ ctx, tenantId, actor, body, requestId }) =>
    createMailbox(ctx, { tenantId, actor, body, requestId }),
  ),
});
