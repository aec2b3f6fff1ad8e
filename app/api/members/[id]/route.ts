import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { changeMemberRole, removeMember } from "#lib/auth/change-member.ts";
import { changeRoleBody } from "#lib/auth/contract-members.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const change = { answer: null, problems: ["forbidden", "conflict"], role: "admin", params } as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route({ ...change, summary: "Give a member another role", body: changeRoleBody }, (input) => {
    const { ctx, tenantId, actor, requestId } = input;
    return changeMemberRole(ctx, { tenantId, actor, requestId, userId: input.params.id, role: input.body.role });
  }),
  DELETE: route({ ...change, summary: "Remove a member" }, ({ ctx, tenantId, actor, requestId, params: { id } }) =>
    removeMember(ctx, { tenantId, actor, requestId, userId: id }),
  ),
});
