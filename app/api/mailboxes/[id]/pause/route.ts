import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { mailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { pauseBody } from "#lib/mailboxes/contract-shared.ts";
import { getMailbox } from "#lib/mailboxes/list-mailboxes.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Pause a mailbox",
      answer: mailboxView,
      role: "operator",
      params,
      body: pauseBody,
      isBodyOptional: true,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: id, actor, requestId, ...body });
      return getMailbox(ctx, { tenantId, id });
    },
  ),
});
