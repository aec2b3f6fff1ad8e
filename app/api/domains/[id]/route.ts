import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { updateDomainBody } from "#lib/mailboxes/contract-domain.ts";
import { getDomain } from "#lib/mailboxes/list-domains.ts";
import { updateDomain } from "#lib/mailboxes/update-domain.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params }, ({ ctx, tenantId, params: { id } }) => getDomain(ctx, { tenantId, id })),
  PATCH: route(
    { role: "admin", params, body: updateDomainBody },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      updateDomain(ctx, { tenantId, actor, id, body, requestId }),
  ),
});
