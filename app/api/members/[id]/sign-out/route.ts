import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { endMemberSessions } from "#lib/auth/change-member.ts";
import { endedView } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { summary: "Sign a member out everywhere", answer: endedView, problems: ["forbidden"], role: "admin", params },
    ({ ctx, tenantId, actor, requestId, params: { id } }) =>
      endMemberSessions(ctx, { tenantId, actor, requestId, userId: id }),
  ),
});
