import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { mailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { archiveBody } from "#lib/mailboxes/contract-shared.ts";
import { archiveMailbox } from "#lib/mailboxes/update-mailbox.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Archive a mailbox that nothing uses",
      answer: mailboxView,
      problems: ["in_use", "conflict"],
      role: "admin",
      params,
      body: archiveBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      archiveMailbox(ctx, { tenantId, actor, id, version: body.version, requestId }),
  ),
});
