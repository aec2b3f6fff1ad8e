import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { messageView } from "#lib/sending/contract-message.ts";
import { getMessage } from "#lib/sending/get-message.ts";

const params = z.object({ id: z.uuid() });
const told = { summary: "Read a message, its HTML made harmless", answer: messageView } as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, ...told }, ({ ctx, tenantId, params: { id } }) =>
    getMessage(ctx, { tenantId, id }),
  ),
});
