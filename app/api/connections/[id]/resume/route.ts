import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { connectionView } from "#lib/mailboxes/contract-connection.ts";
import { resumeBody } from "#lib/mailboxes/contract-shared.ts";
import { getConnection } from "#lib/mailboxes/list-connections.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Resume a connection that is paused, with the reason",
      answer: connectionView,
      problems: ["conflict"],
      role: "operator",
      params,
      body: resumeBody,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await resumeScope(ctx, { tenantId, scopeKind: "connection", scopeId: id, actor, requestId, ...body });
      return getConnection(ctx, { tenantId, id });
    },
  ),
});
