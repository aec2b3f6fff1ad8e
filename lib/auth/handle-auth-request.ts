import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { baseHeaders, jsonResponse } from "#lib/http/problem.ts";
import { requireSameOrigin } from "#lib/http/same-origin.ts";
import type { AuthService } from "./create-auth.ts";
import { readSession } from "./read-session.ts";
import { signIn } from "./sign-in.ts";

/**
 * The three endpoints of sign-in under /api/auth; everything else the auth library could do over HTTP does not exist here.
 * @throws AppError not_found and what signing in refuses
 */
export async function handleAuthRequest(
  service: AuthService,
  ctx: EngineContext,
  request: Request,
  requestId: string,
): Promise<Response> {
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case "POST /api/auth/sign-in/email":
      return withHeaders(await signIn(service, ctx, request), requestId);
    case "POST /api/auth/sign-out":
      return signOut(service, ctx, request, requestId);
    case "GET /api/auth/get-session":
      return jsonResponse(await describeSession(service, request), requestId);
    default:
      throw new AppError(
        "not_found",
        "There is no such endpoint: sign-in/email, sign-out and get-session are the ones here.",
      );
  }
}

async function signOut(
  service: AuthService,
  ctx: EngineContext,
  request: Request,
  requestId: string,
): Promise<Response> {
  requireSameOrigin(request, ctx.config.appUrl);
  const answer = await service.handler(
    new Request(request.url, { method: "POST", headers: cookieHeaders(request, ctx.config.appUrl) }),
  );
  const headers = new Headers(baseHeaders(requestId));
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}

/** Only what the library needs: the session, and the origin it wants to see, which is checked already. */
function cookieHeaders(request: Request, appUrl: string): Headers {
  const headers = new Headers({ origin: new URL(appUrl).origin });
  const cookie = request.headers.get("cookie");
  if (cookie) headers.set("cookie", cookie);
  return headers;
}

async function describeSession(service: AuthService, request: Request) {
  const session = await readSession(service, request.headers);
  return (
    session && { user: { id: session.userId, name: session.name, email: session.email }, tenant_id: session.tenantId }
  );
}

function withHeaders(response: Response, requestId: string): Response {
  for (const [name, value] of Object.entries(baseHeaders(requestId))) response.headers.set(name, value);
  return response;
}
