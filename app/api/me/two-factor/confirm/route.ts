import { authService, route } from "#app/api/route-kit.ts";
import { confirmTwoFactor } from "#lib/auth/change-account.ts";
import { confirmCodeBody } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Put the second factor in force",
      answer: null,
      problems: ["forbidden", "conflict"],
      role: "viewer",
      isForPeople: true,
      body: confirmCodeBody,
    },
    ({ ctx, request, requestId, body }) =>
      confirmTwoFactor({ service: authService(), ctx, request, requestId }, body.code),
  ),
});
