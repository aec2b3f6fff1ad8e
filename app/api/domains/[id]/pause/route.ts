import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { domainView } from "#lib/mailboxes/contract-domain.ts";
import { pauseBody } from "#lib/mailboxes/contract-shared.ts";
import { getDomain } from "#lib/mailboxes/list-domains.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Pause a sending domain",
      answer: domainView,
      role: "operator",
      params,
      body: pauseBody,
      isBodyOptional: true,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await pauseScope(ctx, { tenantId, scopeKind: "domain", scopeId: id, actor, requestId, ...body });
      return getDomain(ctx, { tenantId, id });
    },
  ),
});
