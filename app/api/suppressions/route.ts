import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import {
  suppressionAdded,
  suppressionInput,
  suppressionListQuery,
  suppressionPage,
} from "#lib/suppressions/contract.ts";
import { listSuppressions } from "#lib/suppressions/list-suppressions.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      summary: "List suppressions, newest first",
      answer: suppressionPage,
      role: "viewer",
      query: suppressionListQuery,
    },
    ({ ctx, tenantId, query: { limit, cursor, ...filter } }) =>
      listSuppressions(ctx, { tenantId, filter, limit, cursor }),
  ),
  POST: route(
    {
      summary: "Suppress an address or a recipient domain",
      answer: suppressionAdded,
      role: "operator",
      body: suppressionInput,
      status: 201,
      isIdempotent: true,
    },
    ({ ctx, tenantId, actor, body, requestId }) => addSuppression(ctx, { tenantId, actor, requestId, ...body }),
  ),
});
