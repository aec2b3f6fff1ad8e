import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { suppressionCount, suppressionFilter } from "#lib/suppressions/contract-change.ts";
import { countSuppressions } from "#lib/suppressions/export-suppressions.ts";

const told = {
  role: "viewer",
  query: suppressionFilter,
  summary: "Count suppressions",
  answer: suppressionCount,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(told, ({ ctx, tenantId, query }) => countSuppressions(ctx, { tenantId, filter: query })),
});
