import { context } from "#app/api/route-kit.ts";
import { readiness } from "#lib/readiness/readiness.ts";

/** 200 when this process can do its work, with what is degraded; 503 when it cannot. */
export async function GET(): Promise<Response> {
  const answer = await readiness(context());
  return Response.json(answer, {
    status: answer.status === "unavailable" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
