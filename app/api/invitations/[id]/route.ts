import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { revokeInvitation } from "#lib/auth/invitations.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route(
    { summary: "Take an invitation back", answer: null, problems: ["forbidden"], role: "admin", params },
    ({ ctx, tenantId, actor, requestId, params: { id } }) => revokeInvitation(ctx, { tenantId, actor, requestId, id }),
  ),
});
