import { authService, context } from "#app/api/route-kit.ts";
import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";
import { methods } from "#lib/http/methods.ts";
import { problemOf } from "#lib/http/problem-of.ts";
import { requestIdOf } from "#lib/http/request-id.ts";

async function handle(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    return await handleAuthRequest(authService(), context(), request, requestId);
  } catch (error) {
    return problemOf(error, requestId, context().log);
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: handle, POST: handle });
