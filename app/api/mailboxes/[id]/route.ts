import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { mailboxView, updateMailboxBody } from "#lib/mailboxes/contract-mailbox.ts";
import { getMailbox } from "#lib/mailboxes/list-mailboxes.ts";
import { updateMailbox } from "#lib/mailboxes/update-mailbox.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "Get a mailbox", answer: mailboxView, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getMailbox(ctx, { tenantId, id }),
  ),
  PATCH: route(
    {
      summary: "Change a mailbox",
      answer: mailboxView,
      problems: ["conflict"],
      role: "admin",
      params,
      body: updateMailboxBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      updateMailbox(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
