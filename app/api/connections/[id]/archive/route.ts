import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { archiveConnection } from "#lib/mailboxes/archive-connection.ts";
import { connectionView } from "#lib/mailboxes/contract-connection.ts";
import { archiveBody } from "#lib/mailboxes/contract-shared.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Archive a connection that nothing uses",
      answer: connectionView,
      problems: ["in_use", "conflict"],
      role: "admin",
      params,
      body: archiveBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      archiveConnection(ctx, { tenantId, actor, id, version: body.version, requestId }),
  ),
});
