import type { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { parseJsonBody } from "#lib/http/parse.ts";
import { baseHeaders, jsonResponse } from "#lib/http/problem.ts";
import { enforceRateLimit } from "#lib/http/rate-limit.ts";
import { readBody, requireContentType } from "#lib/http/read-body.ts";
import { requireSameOrigin } from "#lib/http/same-origin.ts";
import { accessLinkBody, useAccessLinkBody } from "./contract-members.ts";
import type { AuthService } from "./create-auth.ts";
import { libraryHeaders } from "./library-headers.ts";
import { readSession } from "./read-session.ts";
import { requireOwnPage, signIn } from "./sign-in.ts";
import { accessLinkLimit, signInBodyLimitBytes } from "./thresholds.ts";
import { acceptAccessLink, describeAccessLink } from "./use-access-link.ts";
import { verifySecondFactor } from "./verify-second-factor.ts";

/**
 * The endpoints of people who are not signed in, under /api/auth; everything else the auth library could do over HTTP does not exist here.
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
    case "POST /api/auth/sign-in/two-factor":
      return withHeaders(await verifySecondFactor(service, ctx, request), requestId);
    case "POST /api/auth/sign-out":
      return signOut(service, ctx, request, requestId);
    case "POST /api/auth/access-link":
      return jsonResponse(
        await describeAccessLink(ctx, (await readLinkBody(ctx, request, accessLinkBody)).token),
        requestId,
      );
    case "POST /api/auth/access-link/use":
      return jsonResponse(await acceptAccessLink(ctx, await readLinkBody(ctx, request, useAccessLinkBody)), requestId);
    case "GET /api/auth/get-session":
      return jsonResponse(await describeSession(service, request), requestId);
    default:
      throw new AppError(
        "not_found",
        "There is no such endpoint: sign-in/email, sign-in/two-factor, sign-out, get-session and access-link are the ones here.",
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
    new Request(request.url, { method: "POST", headers: libraryHeaders(request, ctx.config) }),
  );
  const headers = new Headers(baseHeaders(requestId));
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}

/** A link is used from our own page, a few times a minute by everybody together. */
async function readLinkBody<Body extends z.ZodType>(
  ctx: EngineContext,
  request: Request,
  body: Body,
): Promise<z.infer<Body>> {
  requireOwnPage(request, ctx.config.appUrl);
  requireContentType(request, ["application/json"]);
  await enforceRateLimit(ctx, accessLinkLimit, "everybody");
  return parseJsonBody(await readBody(request, signInBodyLimitBytes), body);
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
