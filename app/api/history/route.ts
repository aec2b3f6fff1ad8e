import { route } from "#app/api/route-kit.ts";
import { historyAnswer, historyQuery } from "#lib/history/contract.ts";
import { readHistory } from "#lib/history/read-history.ts";
import { methods } from "#lib/http/methods.ts";

/** Of the tenant as a whole. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { role: "viewer", query: historyQuery, summary: "History of the tenant", answer: historyAnswer },
    ({ ctx, tenantId, query }) => readHistory(ctx, { tenantId, scope: { kind: "global" }, ...query }),
  ),
});
