import { route } from "#app/api/route-kit.ts";
import { emailHealth } from "#lib/health/contract.ts";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { isKnownTag } from "#lib/http/etag.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "Health of the tenant, its sending domains and mailboxes",
      answer: emailHealth,
      hasEtag: true,
      role: "viewer",
    },
    async ({ ctx, tenantId, request }) => {
      const { etag, body } = await readEmailHealth(ctx, tenantId);
      const headers = { etag, "cache-control": "private, no-cache" };
      if (isKnownTag(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
      return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
    },
  ),
});
