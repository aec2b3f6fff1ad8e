import { route } from "#app/api/route-kit.ts";
import { auditListQuery, auditPage } from "#lib/audit/contract.ts";
import { listAudit } from "#lib/audit/list-audit.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      summary: "List the audit log, newest first",
      answer: auditPage,
      role: "viewer",
      query: auditListQuery,
    },
    ({ ctx, tenantId, query }) =>
      listAudit(ctx, {
        tenantId,
        limit: query.limit,
        cursor: query.cursor,
        q: query.q,
        targetKind: query.target_kind,
        targetId: query.target_id,
        action: query.action,
        actor: query.actor,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.to === undefined ? undefined : new Date(query.to),
      }),
  ),
});
