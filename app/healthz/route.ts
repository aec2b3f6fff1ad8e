import { methods } from "#lib/http/methods.ts";
import { openRoute } from "#lib/http/operation.ts";
import { livenessView } from "#lib/readiness/contract.ts";

/** The process is up; nothing else is asked. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: openRoute({ summary: "Whether the process is up", answer: livenessView }, async () =>
    Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } }),
  ),
});
