import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { checkDomain } from "#lib/domain-auth/check-domain.ts";
import { domainAuthentication } from "#lib/domain-auth/contract.ts";
import { getAuthentication } from "#lib/domain-auth/get-authentication.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const answer = domainAuthentication;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Get what is known of a sending domain's SPF, DKIM and DMARC", answer, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getAuthentication(ctx, { tenantId, id }),
  ),
  POST: route(
    { summary: "Check a sending domain's SPF, DKIM and DMARC now", answer, role: "operator", params },
    async ({ ctx, tenantId, params: { id } }) => {
      await checkDomain(ctx, { tenantId, id });
      return getAuthentication(ctx, { tenantId, id });
    },
  ),
});
