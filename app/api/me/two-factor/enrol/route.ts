import { authService, route } from "#app/api/route-kit.ts";
import { enrolTwoFactor } from "#lib/auth/change-account.ts";
import { confirmPasswordBody, enrolmentView } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Begin a second factor",
      answer: enrolmentView,
      problems: ["forbidden", "conflict"],
      role: "viewer",
      isForPeople: true,
      body: confirmPasswordBody,
    },
    ({ ctx, request, requestId, body }) =>
      enrolTwoFactor({ service: authService(), ctx, request, requestId }, body.password),
  ),
});
