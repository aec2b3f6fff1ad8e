import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { checkConnection } from "#lib/mailboxes/check-connection.ts";
import { connectionCheck } from "#lib/mailboxes/contract-connection.ts";

const params = z.object({ id: z.uuid() });
// Each check opens a connection to somebody else's server.
const rateLimit = { name: "connection-check", max: 20, windowSeconds: 60 };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Try a connection out",
      answer: connectionCheck,
      problems: ["conflict"],
      role: "admin",
      params,
      rateLimit,
    },
    ({ ctx, tenantId, params: { id } }) => checkConnection(ctx, { tenantId, id }),
  ),
});
