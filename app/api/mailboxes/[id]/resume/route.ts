import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { mailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { resumeBody } from "#lib/mailboxes/contract-shared.ts";
import { getMailbox } from "#lib/mailboxes/list-mailboxes.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Resume a mailbox that is paused, with the reason",
      answer: mailboxView,
      problems: ["conflict"],
      role: "operator",
      params,
      body: resumeBody,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await resumeScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: id, actor, requestId, ...body });
      return getMailbox(ctx, { tenantId, id });
    },
  ),
});
