import { createHash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { parseJsonBody } from "#lib/http/parse.ts";
import { readBody, requireContentType } from "#lib/http/read-body.ts";
import { requireSameOrigin } from "#lib/http/same-origin.ts";
import { countTry, deleteSession, forgetTries } from "#lib/tenancy/across-tenants.ts";
import { signInBody } from "./contract.ts";
import type { AuthService } from "./create-auth.ts";
import { readSession } from "./read-session.ts";
import { accountSignInLimit, signInBodyLimitBytes } from "./thresholds.ts";
import { signInUnavailable } from "./unavailable.ts";

/**
 * Signs a person in: counts the try, checks the password, ends the session the browser had before and begins a new one. Answers
 * `{ user }` with the session cookie; the session's token is in the cookie alone.
 * @throws AppError unauthenticated, without telling whether address or password is wrong; rate_limited; forbidden for another
 * site's page
 */
export async function signIn(service: AuthService, ctx: EngineContext, request: Request): Promise<Response> {
  requireOwnPage(request, ctx.config.appUrl);
  requireContentType(request, ["application/json"]);
  const { email, password } = parseJsonBody(await readBody(request, signInBodyLimitBytes), signInBody);
  const account = accountKey(email);
  await countSignInTry(service, account, ctx.now());
  const answer = await service.handler(forwarded(request, ctx.config.appUrl, { email, password }));
  if (!answer.ok) throw refusalOf(answer);
  await forgetTries(service.db, account);
  await endEarlierSession(service, request);
  const { user } = (await answer.json()) as { user: { id: string; name: string; email: string } };
  const headers = new Headers({ "content-type": "application/json" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify({ user: { id: user.id, name: user.name, email: user.email } }), { headers });
}

/** Tries are counted by address whether it exists or not, so the limit tells nothing about accounts. */
function accountKey(email: string): string {
  return `sign-in:${createHash("sha256").update(email).digest("hex")}`;
}

async function countSignInTry(service: AuthService, key: string, now: Date): Promise<void> {
  const windowMs = accountSignInLimit.windowSeconds * 1000;
  const { count, windowStart } = await countTry(service.db, key, now, windowMs);
  if (count <= accountSignInLimit.max) return;
  throw new AppError("rate_limited", "Too many tries for this account. Wait and try again.", {
    retryAfterSeconds: (windowStart.getTime() + windowMs - now.getTime()) / 1000,
  });
}

/** A browser says which page asks; what says nothing is no browser and cannot be tricked into signing in. */
function requireOwnPage(request: Request, appUrl: string): void {
  const isBrowser = request.headers.has("origin") || request.headers.has("sec-fetch-site");
  if (isBrowser) requireSameOrigin(request, appUrl);
}

/** The library wants to see an origin as well: the page is checked by now, so it gets ours. */
function forwarded(request: Request, appUrl: string, body: object): Request {
  const headers = new Headers({ "content-type": "application/json", origin: new URL(appUrl).origin });
  const agent = request.headers.get("user-agent");
  if (agent) headers.set("user-agent", agent);
  return new Request(request.url, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The old cookie may be known to somebody else: a sign-in leaves no session behind that it could open. */
async function endEarlierSession(service: AuthService, request: Request): Promise<void> {
  const earlier = await readSession(service, request.headers).catch(() => null);
  if (earlier) await deleteSession(service.db, earlier.sessionId);
}

function refusalOf(answer: Response): AppError {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("x-retry-after"));
    return new AppError("rate_limited", "Too many sign-ins at once. Wait and try again.", {
      retryAfterSeconds: seconds > 0 ? seconds : undefined,
    });
  }
  if (answer.status < 500) return new AppError("unauthenticated", "The email address or the password is wrong.");
  return signInUnavailable(`status ${answer.status}`);
}
