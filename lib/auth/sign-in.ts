import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { parseJsonBody } from "#lib/http/parse.ts";
import { readBody, requireContentType } from "#lib/http/read-body.ts";
import { requireSameOrigin } from "#lib/http/same-origin.ts";
import { deleteSession } from "#lib/tenancy/across-tenants.ts";
import { signInBody } from "./contract.ts";
import { countAccountTry, countAddressTry, forgetAccountTries } from "./count-tries.ts";
import type { AuthService } from "./create-auth.ts";
import { libraryHeaders } from "./library-headers.ts";
import { readSession } from "./read-session.ts";
import { signInBodyLimitBytes } from "./thresholds.ts";
import { signInUnavailable } from "./unavailable.ts";

/**
 * Signs a person in: counts the try, checks the password, ends the session the browser had before and begins a new one. Answers
 * `{ user }` with the session cookie; the session's token is in the cookie alone. Who has a second factor gets `{ user: null,
 * two_factor_required: true }` and ten minutes to name a code (`verifySecondFactor`).
 * @throws AppError unauthenticated, without telling whether address or password is wrong; rate_limited; forbidden for another
 * site's page
 */
export async function signIn(service: AuthService, ctx: EngineContext, request: Request): Promise<Response> {
  requireOwnPage(request, ctx.config.appUrl);
  requireContentType(request, ["application/json"]);
  const { email, password } = parseJsonBody(await readBody(request, signInBodyLimitBytes), signInBody);
  await countAddressTry(service.db, clientAddress(request.headers), ctx.now());
  await countAccountTry(service.db, email, ctx.now());
  const headers = libraryHeaders(request, ctx.config);
  headers.set("content-type", "application/json");
  headers.delete("cookie");
  const body = JSON.stringify({ email, password });
  const answer = await service.handler(new Request(request.url, { method: "POST", headers, body }));
  if (!answer.ok) throw refusalOf(answer);
  await forgetAccountTries(service.db, email);
  await endEarlierSession(service, request);
  return signedIn(answer);
}

/** The library's answer as ours: its cookies, and of the person what the console shows. */
export async function signedIn(answer: Response): Promise<Response> {
  const { user } = (await answer.json()) as { user?: { id: string; name: string; email: string } };
  const headers = new Headers({ "content-type": "application/json" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const body = user
    ? { user: { id: user.id, name: user.name, email: user.email }, two_factor_required: false }
    : { user: null, two_factor_required: true };
  return new Response(JSON.stringify(body), { headers });
}

/** A browser says which page asks; what says nothing is no browser and cannot be tricked into signing in. */
export function requireOwnPage(request: Request, appUrl: string): void {
  const isBrowser = request.headers.has("origin") || request.headers.has("sec-fetch-site");
  if (isBrowser) requireSameOrigin(request, appUrl);
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
  if (answer.status < 500) return new AppError("unauthenticated", "Wrong email address or password.");
  return signInUnavailable(`status ${answer.status}`);
}
