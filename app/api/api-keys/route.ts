import { route } from "#app/api/route-kit.ts";
import { apiKeyPage, createApiKeyBody, createdApiKeyView } from "#lib/auth/contract.ts";
import { createApiKey } from "#lib/auth/create-api-key.ts";
import { listApiKeys } from "#lib/auth/list-api-keys.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const dayMs = 86_400_000;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List API keys", answer: apiKeyPage, role: "admin", query: pageQuery },
    ({ ctx, tenantId, query }) => listApiKeys(ctx, { tenantId, ...query }),
  ),
  // No Idempotency-Key: a stored answer would hold the key in the clear.
  POST: route(
    { summary: "Make an API key", answer: createdApiKeyView, role: "admin", body: createApiKeyBody, status: 201 },
    ({ ctx, tenantId, actor, body, requestId }) => {
      const expiresAt = new Date(ctx.now().getTime() + body.expires_in_days * dayMs);
      return createApiKey(ctx, { tenantId, actor, name: body.name, role: body.role, expiresAt, requestId });
    },
  ),
});
