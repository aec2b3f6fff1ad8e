import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { quarantineListQuery, quarantinePage } from "#lib/webhooks/contract-quarantine.ts";
import { listQuarantined } from "#lib/webhooks/list-quarantined.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "List the provider events that were set aside, newest first",
      answer: quarantinePage,
      role: "viewer",
      query: quarantineListQuery,
    },
    ({ ctx, tenantId, query }) =>
      listQuarantined(ctx, {
        tenantId,
        connectionId: query.connection_id,
        limit: query.limit,
        cursor: query.cursor,
      }),
  ),
});
