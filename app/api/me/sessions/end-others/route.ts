import { authService, route } from "#app/api/route-kit.ts";
import { endedView } from "#lib/auth/contract-account.ts";
import { endOtherSessions } from "#lib/auth/own-sessions.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "End all of one's other sessions",
      answer: endedView,
      problems: ["forbidden"],
      role: "viewer",
      isForPeople: true,
    },
    ({ request }) => endOtherSessions(authService(), request.headers),
  ),
});
