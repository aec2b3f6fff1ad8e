import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { affectedBody, affectedPage } from "#lib/settings/contract-affected.ts";
import { listAffected } from "#lib/settings/list-affected.ts";

const told = {
  role: "viewer",
  body: affectedBody,
  summary: "List who is behind a count of a settings preview",
  description:
    "Saves nothing. Counted and listed the same way; a list of a large tenant is of those that were looked at (`at_least`).",
  answer: affectedPage,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, body }) => listAffected(ctx, { tenantId, ...body })),
});
