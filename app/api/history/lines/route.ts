import { route } from "#app/api/route-kit.ts";
import { historyLines, historyLinesQuery } from "#lib/history/contract.ts";
import { readLines } from "#lib/history/read-lines.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      role: "viewer",
      query: historyLinesQuery,
      summary: "A small line for each of many scopes",
      answer: historyLines,
    },
    ({ ctx, tenantId, query }) => readLines(ctx, { tenantId, ...query }),
  ),
});
