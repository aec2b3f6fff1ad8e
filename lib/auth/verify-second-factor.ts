import { createHash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { parseJsonBody } from "#lib/http/parse.ts";
import { readBody, requireContentType } from "#lib/http/read-body.ts";
import { countTry } from "#lib/tenancy/across-tenants.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import { secondFactorBody } from "./contract.ts";
import type { AuthService } from "./create-auth.ts";
import { libraryHeaders } from "./library-headers.ts";
import { deleteSessionByToken } from "./repo-sessions.ts";
import { requireOwnPage, signedIn } from "./sign-in.ts";
import { codeKeptSeconds, signInBodyLimitBytes } from "./thresholds.ts";
import { signInUnavailable } from "./unavailable.ts";

/**
 * The second half of signing in: a code of the authenticator app, or a backup code, each good for one time. The library allows five
 * wrong ones a sign-in and ten in a row an account, which then waits a quarter of an hour.
 * @throws AppError unauthenticated, rate_limited, forbidden
 */
export async function verifySecondFactor(
  service: AuthService,
  ctx: EngineContext,
  request: Request,
): Promise<Response> {
  requireOwnPage(request, ctx.config.appUrl);
  requireContentType(request, ["application/json"]);
  const body = parseJsonBody(await readBody(request, signInBodyLimitBytes), secondFactorBody);
  const code = body.code.replace(/\s/g, "");
  const headers = libraryHeaders(request, ctx.config);
  headers.set("cookie", challengeOnly(headers.get("cookie") ?? ""));
  const call = { body: { code }, headers, asResponse: true as const };
  const isAppCode = /^\d+$/.test(code);
  const answer = await (isAppCode ? service.api.verifyTOTP(call) : service.api.verifyBackupCode(call));
  if (!answer.ok) throw refusalOf(answer.status);
  if (isAppCode) await requireUnusedCode(service, answer.clone(), code);
  return signedIn(answer);
}

/** With a session cookie beside it the library would take the code for a change of one's account, and not count the tries. */
function challengeOnly(cookie: string): string {
  const parts = cookie.split(";").map((part) => part.trim());
  return parts.filter((part) => /^(__Host-)?outreach\.two_factor=/.test(part)).join("; ");
}

/** Somebody may have looked over the shoulder: a code that has let in once lets in nobody else. */
async function requireUnusedCode(service: AuthService, answer: Response, code: string): Promise<void> {
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
  const key = `totp:${createHash("sha256").update(`${user.id} ${code}`).digest("hex")}`;
  const { count } = await countTry(service.db, key, new Date(), codeKeptSeconds * 1000);
  if (count === 1) return;
  await inSignInData(service.db, (tx) => deleteSessionByToken(tx, token));
  throw new AppError("unauthenticated", "This code was used already: wait for the next one.");
}

function refusalOf(status: number): AppError {
  if (status === 429) {
    return new AppError("rate_limited", "Too many wrong codes for this account. Wait a quarter of an hour.", {
      retryAfterSeconds: 900,
    });
  }
  if (status >= 500) return signInUnavailable(`status ${status}`);
  const isSpent = status === 400;
  const detail = isSpent ? "Too many wrong codes: sign in again." : "The code is wrong or too old.";
  return new AppError("unauthenticated", detail);
}
