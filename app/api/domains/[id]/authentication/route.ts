import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { checkDomain } from "#lib/domain-auth/check-domain.ts";
import { domainAuthentication } from "#lib/domain-auth/contract.ts";
import { getAuthentication } from "#lib/domain-auth/get-authentication.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const answer = domainAuthentication;
// Each check asks some twenty names of the resolver.
const rateLimit = { name: "domain-check", max: 20, windowSeconds: 60 };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Get what is known of a sending domain's SPF, DKIM and DMARC", answer, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getAuthentication(ctx, { tenantId, id }),
  ),
  POST: route(
    { summary: "Check a sending domain's SPF, DKIM and DMARC now", answer, role: "operator", params, rateLimit },
    async ({ ctx, tenantId, actor, params: { id }, requestId }) => {
      await checkDomain(ctx, { tenantId, id, by: { actor, requestId } });
      return getAuthentication(ctx, { tenantId, id });
    },
  ),
});
