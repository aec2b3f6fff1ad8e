import { route } from "#app/api/route-kit.ts";
import { alertListQuery, alertPage } from "#lib/alerts/contract.ts";
import { listAlerts } from "#lib/alerts/list-alerts.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, summary: "List alerts, newest first", answer: alertPage, role: "viewer", query: alertListQuery },
    ({ ctx, tenantId, query }) => listAlerts(ctx, { tenantId, ...query }),
  ),
});
