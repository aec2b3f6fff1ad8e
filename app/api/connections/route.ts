import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import {
  connectionListQuery,
  connectionPage,
  connectionView,
  createConnectionBody,
} from "#lib/mailboxes/contract-connection.ts";
import { createConnection } from "#lib/mailboxes/create-connection.ts";
import { listConnections } from "#lib/mailboxes/list-connections.ts";

const creating = {
  summary: "Add a connection",
  answer: connectionView,
  role: "admin",
  body: createConnectionBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List connections", answer: connectionPage, role: "viewer", query: connectionListQuery },
    ({ ctx, tenantId, query }) => listConnections(ctx, { tenantId, ...query }),
  ),
  POST: route(creating, ({ ctx, tenantId, actor, body, requestId }) =>
    createConnection(ctx, { tenantId, actor, body, requestId }),
  ),
});
