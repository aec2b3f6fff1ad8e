import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { undoChange } from "#lib/prospects/undo-change.ts";

const params = z.object({ id: z.uuid() });
const told = {
  role: "operator",
  params,
  summary: "Undo the last stop, noted reply or return of a prospect",
  answer: prospectDetail,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, params: { id }, requestId }) =>
    undoChange(ctx, { tenantId, actor, prospectId: id, requestId }),
  ),
});
