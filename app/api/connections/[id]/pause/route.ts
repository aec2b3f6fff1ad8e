import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { connectionView } from "#lib/mailboxes/contract-connection.ts";
import { pauseBody } from "#lib/mailboxes/contract-shared.ts";
import { getConnection } from "#lib/mailboxes/list-connections.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Pause a connection",
      answer: connectionView,
      role: "operator",
      params,
      body: pauseBody,
      isBodyOptional: true,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await pauseScope(ctx, { tenantId, scopeKind: "connection", scopeId: id, actor, requestId, ...body });
      return getConnection(ctx, { tenantId, id });
    },
  ),
});
