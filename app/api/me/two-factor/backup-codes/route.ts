import { authService, route } from "#app/api/route-kit.ts";
import { renewBackupCodes } from "#lib/auth/change-account.ts";
import { backupCodesView, confirmPasswordBody } from "#lib/auth/contract-account.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Make new backup codes",
      answer: backupCodesView,
      problems: ["forbidden", "conflict"],
      role: "viewer",
      isForPeople: true,
      body: confirmPasswordBody,
    },
    ({ ctx, request, requestId, body }) =>
      renewBackupCodes({ service: authService(), ctx, request, requestId }, body.password),
  ),
});
