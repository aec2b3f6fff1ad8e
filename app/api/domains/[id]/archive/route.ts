import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { archiveDomain } from "#lib/mailboxes/archive-domain.ts";
import { domainView } from "#lib/mailboxes/contract-domain.ts";
import { archiveBody } from "#lib/mailboxes/contract-shared.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Archive a sending domain that nothing uses",
      answer: domainView,
      problems: ["in_use", "conflict"],
      role: "admin",
      params,
      body: archiveBody,
    },
    ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
      archiveDomain(ctx, { tenantId, actor, id, version: body.version, requestId }),
  ),
});
