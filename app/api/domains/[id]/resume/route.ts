import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { methods } from "#lib/http/methods.ts";
import { domainView } from "#lib/mailboxes/contract-domain.ts";
import { resumeBody } from "#lib/mailboxes/contract-shared.ts";
import { getDomain } from "#lib/mailboxes/list-domains.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Resume a sending domain that is paused, with the reason",
      answer: domainView,
      problems: ["conflict"],
      role: "operator",
      params,
      body: resumeBody,
    },
    async ({ ctx, tenantId, actor, params: { id }, body, requestId }) => {
      await resumeScope(ctx, { tenantId, scopeKind: "domain", scopeId: id, actor, requestId, ...body });
      return getDomain(ctx, { tenantId, id });
    },
  ),
});
