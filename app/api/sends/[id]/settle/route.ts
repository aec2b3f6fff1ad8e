import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { settleBody, settledSend } from "#lib/sending/contract.ts";
import { settleSend } from "#lib/sending/settle-send.ts";

const params = z.object({ id: z.uuid() });
const told = {
  summary: "Settle a message of which nobody knows whether it was sent",
  answer: settledSend,
  problems: ["conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { role: "operator", params, body: settleBody, ...told },
    ({ ctx, tenantId, actor, params, body, requestId }) =>
      settleSend(ctx, { tenantId, outreachEmailId: params.id, actor, requestId, ...body }),
  ),
});
