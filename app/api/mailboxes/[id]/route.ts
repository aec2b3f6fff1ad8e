import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { updateMailboxBody } from "#lib/mailboxes/contract-mailbox.ts";
import { getMailbox } from "#lib/mailboxes/list-mailboxes.ts";
import { updateMailbox } from "#lib/mailboxes/update-mailbox.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params }, ({ ctx, tenantId, params: { id } }) => getMailbox(ctx, { tenantId, id })),
  PATCH: route(
    { role: "admin", params, body: updateMailboxBody },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      updateMailbox(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
