import { z } from "zod";
import { authService, route } from "#app/api/route-kit.ts";
import { endOwnSession } from "#lib/auth/own-sessions.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route(
    {
      summary: "End one of one's sessions",
      answer: null,
      problems: ["forbidden"],
      role: "viewer",
      isForPeople: true,
      params,
    },
    ({ request, params: { id } }) => endOwnSession(authService(), request.headers, id),
  ),
});
