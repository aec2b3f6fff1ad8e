import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { historyQuery } from "#lib/history/contract.ts";
import { readHistory } from "#lib/history/read-history.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, query: historyQuery }, ({ ctx, tenantId, params: { id }, query }) =>
    readHistory(ctx, { tenantId, scope: { kind: "connection", id }, ...query }),
  ),
});
