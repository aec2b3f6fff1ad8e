import { authService, route } from "#app/api/route-kit.ts";
import { changePassword } from "#lib/auth/change-account.ts";
import { changePasswordBody } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Change one's password",
      answer: null,
      problems: ["forbidden"],
      role: "viewer",
      isForPeople: true,
      body: changePasswordBody,
    },
    ({ ctx, request, requestId, body }) =>
      changePassword(
        { service: authService(), ctx, request, requestId },
        { current: body.current_password, next: body.new_password },
      ),
  ),
});
