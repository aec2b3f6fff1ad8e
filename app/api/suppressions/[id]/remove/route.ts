import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { removeSuppressionBody } from "#lib/suppressions/contract-change.ts";
import { removeSuppression } from "#lib/suppressions/remove-suppression.ts";

const told = {
  role: "admin",
  params: z.object({ id: z.uuid() }),
  body: removeSuppressionBody,
  summary: "Lift a suppression, with the reason; never one that a person asked for",
  answer: null,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    removeSuppression(ctx, { tenantId, actor, id, reason: body.reason, requestId }),
  ),
});
