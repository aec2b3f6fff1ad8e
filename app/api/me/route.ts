import { describeKey, describePerson } from "#lib/auth/describe-me.ts";
import { methods } from "#lib/http/methods.ts";
import { authService, route } from "../route-kit.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer" }, ({ ctx, tenantId, actor, via, request }) =>
    via === "session" ? describePerson(authService(), request.headers) : describeKey(ctx, { tenantId, actor }),
  ),
});
