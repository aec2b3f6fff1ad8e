import { authService, context } from "#app/api/route-kit.ts";
import { currentSession, secondFactorBody, signedIn, signInBody } from "#lib/auth/contract.ts";
import { accessLinkBody, accessLinkView, useAccessLinkBody, usedAccessLinkView } from "#lib/auth/contract-members.ts";
import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";
import { methods } from "#lib/http/methods.ts";
import { describeOperations, type Operation } from "#lib/http/operation.ts";
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

const reads: Operation[] = [
  { access: "open", path: "/api/auth/get-session", summary: "Who is signed in, if anybody", answer: currentSession },
];
const writes: Operation[] = [
  {
    access: "open",
    path: "/api/auth/sign-in/email",
    summary: "Sign in: sets the session cookie",
    body: signInBody,
    answer: signedIn,
    problems: ["unauthenticated", "forbidden", "rate_limited", "dependency_unavailable"],
  },
  {
    access: "open",
    path: "/api/auth/sign-in/two-factor",
    summary: "Name a code of the second factor: sets the session cookie",
    body: secondFactorBody,
    answer: signedIn,
    problems: ["unauthenticated", "forbidden", "rate_limited", "dependency_unavailable"],
  },
  {
    access: "open",
    path: "/api/auth/access-link",
    summary: "What a one-time link is for",
    body: accessLinkBody,
    answer: accessLinkView,
    problems: ["not_found", "forbidden", "rate_limited"],
  },
  {
    access: "open",
    path: "/api/auth/access-link/use",
    summary: "Use a one-time link: join, or set a new password",
    body: useAccessLinkBody,
    answer: usedAccessLinkView,
    problems: ["not_found", "forbidden", "rate_limited"],
  },
  { access: "open", path: "/api/auth/sign-out", summary: "Sign out", answer: null, problems: ["forbidden"] },
];

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: describeOperations(async (request: Request) => handle(request), reads),
  POST: describeOperations(async (request: Request) => handle(request), writes),
});
