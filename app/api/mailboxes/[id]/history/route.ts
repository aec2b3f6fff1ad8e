import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { historyAnswer, historyQuery } from "#lib/history/contract.ts";
import { readHistory } from "#lib/history/read-history.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const told = { summary: "History of a mailbox", answer: historyAnswer };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { hasEtag: true, role: "viewer", params, query: historyQuery, ...told },
    ({ ctx, tenantId, params: { id }, query }) =>
      readHistory(ctx, { tenantId, scope: { kind: "mailbox", id }, ...query }),
  ),
});
