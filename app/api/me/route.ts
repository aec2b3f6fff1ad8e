import { authService, route } from "#app/api/route-kit.ts";
import { meView } from "#lib/auth/contract.ts";
import { describeKey, describePerson } from "#lib/auth/describe-me.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ summary: "Who is asking", answer: meView, role: "viewer" }, ({ ctx, tenantId, actor, via, request }) =>
    via === "session" ? describePerson(authService(), request.headers) : describeKey(ctx, { tenantId, actor }),
  ),
});
