import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { bulkChange } from "#lib/prospects/bulk-change.ts";
import { bulkBody, bulkResult } from "#lib/prospects/contract-bulk.ts";

const told = {
  role: "operator",
  body: bulkBody,
  isIdempotent: true,
  summary: "Do one thing to many prospects",
  description:
    "Each row has a result of its own. By a filter, `expected_count` must be how many fit; 409 says how many do by now.",
  answer: bulkResult,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, body, requestId }) =>
    bulkChange(ctx, { tenantId, actor, body, requestId }),
  ),
});
