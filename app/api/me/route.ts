import { authService, route } from "#app/api/route-kit.ts";
import { meView } from "#lib/auth/contract.ts";
import { renameBody } from "#lib/auth/contract-account.ts";
import { describeKey, describePerson } from "#lib/auth/describe-me.ts";
import { renamePerson } from "#lib/auth/rename-person.ts";
import { methods } from "#lib/http/methods.ts";

const renaming = {
  summary: "Change one's name",
  answer: meView,
  problems: ["forbidden"],
  role: "viewer",
  isForPeople: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ summary: "Who is asking", answer: meView, role: "viewer" }, ({ ctx, tenantId, actor, via, request }) =>
    via === "session" ? describePerson(authService(), request.headers) : describeKey(ctx, { tenantId, actor }),
  ),
  PATCH: route({ ...renaming, body: renameBody }, ({ ctx, request, requestId, body }) =>
    renamePerson({ service: authService(), ctx, request, requestId }, body.name),
  ),
});
