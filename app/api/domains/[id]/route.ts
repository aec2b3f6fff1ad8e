import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { domainView, updateDomainBody } from "#lib/mailboxes/contract-domain.ts";
import { getDomain } from "#lib/mailboxes/list-domains.ts";
import { updateDomain } from "#lib/mailboxes/update-domain.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "Get a sending domain", answer: domainView, role: "viewer", params },
    ({ ctx, tenantId, params: { id } }) => getDomain(ctx, { tenantId, id }),
  ),
  PATCH: route(
    {
      summary: "Change a sending domain",
      answer: domainView,
      problems: ["conflict"],
      role: "admin",
      params,
      body: updateDomainBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      updateDomain(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
