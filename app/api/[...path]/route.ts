import { AppError } from "#lib/errors/app-error.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { requestIdOf } from "#lib/http/request-id.ts";

/** Everything under /api that no other route takes. */
async function notHere(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  return problemResponse(new AppError("not_found", `There is no endpoint ${path}.`), requestIdOf(request));
}

export { notHere as DELETE, notHere as GET, notHere as PATCH, notHere as POST, notHere as PUT };
