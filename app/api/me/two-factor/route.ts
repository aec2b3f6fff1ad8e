import { authService, route } from "#app/api/route-kit.ts";
import { twoFactorView } from "#lib/auth/contract-account.ts";
import { requirePerson } from "#lib/auth/own-sessions.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "Whether one has a second factor",
      answer: twoFactorView,
      problems: ["forbidden"],
      role: "viewer",
      isForPeople: true,
    },
    async ({ request }) => ({
      is_enabled: (await requirePerson(authService(), request.headers)).hasTwoFactor,
    }),
  ),
});
