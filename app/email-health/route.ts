import { route } from "#app/api/route-kit.ts";
import { emailHealth } from "#lib/health/contract.ts";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { isKnownTag } from "#lib/http/etag.ts";
import { methods } from "#lib/http/methods.ts";
import { streamOf } from "#lib/http/stream-of.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "Health of the tenant, its sending domains and mailboxes",
      answer: emailHealth,
      hasEtag: true,
      role: "viewer",
    },
    async ({ ctx, tenantId, request }) => {
      const { etag, pieces } = await readEmailHealth(ctx, tenantId);
      const headers = { etag, "cache-control": "private, no-cache" };
      if (isKnownTag(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
      return new Response(streamOf(pieces()), { headers: { ...headers, "content-type": "application/json" } });
    },
  ),
});
