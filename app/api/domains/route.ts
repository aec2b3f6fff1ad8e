import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { createDomainBody, domainListQuery, domainPage, domainView } from "#lib/mailboxes/contract-domain.ts";
import { createDomain } from "#lib/mailboxes/create-domain.ts";
import { listDomains } from "#lib/mailboxes/list-domains.ts";

const creating = {
  summary: "Add a sending domain",
  answer: domainView,
  problems: ["domain_in_use"],
  role: "admin",
  body: createDomainBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List sending domains", answer: domainPage, role: "viewer", query: domainListQuery },
    ({ ctx, tenantId, query }) => listDomains(ctx, { tenantId, ...query }),
  ),
  POST: route(creating, ({ ctx, tenantId, actor, body, requestId }) =>
    createDomain(ctx, { tenantId, actor, body, requestId }),
  ),
});
