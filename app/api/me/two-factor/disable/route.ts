import { authService, route } from "#app/api/route-kit.ts";
import { disableTwoFactor } from "#lib/auth/change-account.ts";
import { confirmPasswordBody } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Take the second factor away",
      answer: null,
      problems: ["forbidden", "conflict"],
      role: "viewer",
      isForPeople: true,
      body: confirmPasswordBody,
    },
    ({ ctx, request, requestId, body }) =>
      disableTwoFactor({ service: authService(), ctx, request, requestId }, body.password),
  ),
});
