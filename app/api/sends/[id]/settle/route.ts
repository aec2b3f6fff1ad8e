import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { settleBody } from "#lib/sending/contract.ts";
import { settleSend } from "#lib/sending/settle-send.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ role: "operator", params, body: settleBody }, ({ ctx, tenantId, actor, params, body, requestId }) =>
    settleSend(ctx, { tenantId, outreachEmailId: params.id, actor, requestId, ...body }),
  ),
});
