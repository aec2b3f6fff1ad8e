import { context } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { openRoute } from "#lib/http/operation.ts";
import { readinessView } from "#lib/readiness/contract.ts";
import { readiness } from "#lib/readiness/readiness.ts";

const told = {
  summary: "Whether the process can do its work",
  description: "503 with the same shape when it cannot.",
  answer: readinessView,
};

/** 200 when this process can do its work, with what is degraded; 503 when it cannot. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: openRoute(told, async () => {
    const answer = await readiness(context());
    return Response.json(answer, {
      status: answer.status === "unavailable" ? 503 : 200,
      headers: { "cache-control": "no-store" },
    });
  }),
});
