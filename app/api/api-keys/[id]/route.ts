import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { revokeApiKey } from "#lib/auth/revoke-api-key.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route(
    { summary: "Revoke an API key", answer: null, role: "admin", params },
    ({ ctx, tenantId, actor, params: { id }, requestId }) => revokeApiKey(ctx, { tenantId, actor, id, requestId }),
  ),
});
