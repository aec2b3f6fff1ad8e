import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { connectionView, updateConnectionBody } from "#lib/mailboxes/contract-connection.ts";
import { getConnection } from "#lib/mailboxes/list-connections.ts";
import { updateConnection } from "#lib/mailboxes/update-connection.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Get a connection", answer: connectionView, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getConnection(ctx, { tenantId, id }),
  ),
  PATCH: route(
    {
      summary: "Change a connection",
      answer: connectionView,
      problems: ["conflict"],
      role: "admin",
      params,
      body: updateConnectionBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      updateConnection(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
