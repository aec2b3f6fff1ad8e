import { authService, route } from "#app/api/route-kit.ts";
import { sessionListView } from "#lib/auth/contract-account.ts";
import { listOwnSessions } from "#lib/auth/own-sessions.ts";
import { methods } from "#lib/http/methods.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      summary: "List one's sessions",
      answer: sessionListView,
      problems: ["forbidden"],
      role: "viewer",
      isForPeople: true,
    },
    ({ ctx, request }) => listOwnSessions(authService(), ctx, request.headers),
  ),
});
