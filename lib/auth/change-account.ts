import { APIError } from "better-auth/api";
import { renderSVG } from "uqr";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import type { EnrolmentView } from "./contract-account.ts";
import { countAccountTry, forgetAccountTries } from "./count-tries.ts";
import type { AuthService } from "./create-auth.ts";
import { libraryHeaders } from "./library-headers.ts";
import { requirePerson } from "./own-sessions.ts";
import { refusePassword } from "./policy/password-strength.ts";
import type { SessionInfo } from "./read-session.ts";
import { settleNewSession } from "./repo-sessions.ts";
import { signInUnavailable } from "./unavailable.ts";

/** What a person does to their own account, in the request it comes with. */
export type AccountRequest = { service: AuthService; ctx: EngineContext; request: Request; requestId: string };

/**
 * Sets a new password. The session is made anew and all others end.
 * @throws AppError validation_failed naming the field; rate_limited after too many wrong passwords
 */
export async function changePassword(
  asked: AccountRequest,
  body: { current: string; next: string },
): Promise<Response> {
  const person = await requirePerson(asked.service, asked.request.headers);
  const refusal = refusePassword(body.next, [person.email, person.name, person.tenantName]);
  if (refusal !== null) throw invalidField("new_password", refusal);
  if (body.next === body.current) throw invalidField("new_password", "must be another one than the current");
  const answer = await withPassword(asked, person, "current_password", (headers) =>
    asked.service.api.changePassword({
      body: { currentPassword: body.current, newPassword: body.next, revokeOtherSessions: true },
      headers,
      asResponse: true,
    }),
  );
  return settled(asked, person, answer, "password.changed");
}

/**
 * Begins a second factor: a new secret and backup codes, in force once `confirmTwoFactor` has seen a code.
 * @throws AppError conflict when there is one already; as `changePassword`
 */
export async function enrolTwoFactor(asked: AccountRequest, password: string): Promise<EnrolmentView> {
  const person = await requirePerson(asked.service, asked.request.headers);
  if (person.hasTwoFactor) throw new AppError("conflict", "There is a second factor already: disable it first.");
  const answer = await withPassword(asked, person, "password", (headers) =>
    asked.service.api.enableTwoFactor({ body: { password, method: "totp" }, headers, asResponse: true }),
  );
  const { totpURI: uri, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { secret, uri, qr_svg: renderSVG(uri), backup_codes: backupCodes };
}

/**
 * Puts the second factor in force. The session is made anew and all others end.
 * @throws AppError validation_failed for a wrong code
 */
export async function confirmTwoFactor(asked: AccountRequest, code: string): Promise<Response> {
  const person = await requirePerson(asked.service, asked.request.headers);
  if (person.hasTwoFactor) throw new AppError("conflict", "There is a second factor already.");
  const headers = libraryHeaders(asked.request, asked.ctx.config);
  const answer = await asked.service.api.verifyTOTP({ body: { code }, headers, asResponse: true });
  if (answer.status >= 500) throw signInUnavailable(`status ${answer.status}`);
  if (answer.status === 400) throw new AppError("conflict", "Begin with a new secret first.");
  if (!answer.ok) throw invalidField("code", "is wrong or too old: enter the one shown now");
  return settled(asked, person, answer, "two_factor.enabled");
}

/** Takes the second factor away. The session is made anew and all others end. @throws as `changePassword` */
export async function disableTwoFactor(asked: AccountRequest, password: string): Promise<Response> {
  const person = await requirePerson(asked.service, asked.request.headers);
  if (!person.hasTwoFactor) throw new AppError("conflict", "There is no second factor.");
  const answer = await withPassword(asked, person, "password", (headers) =>
    asked.service.api.disableTwoFactor({ body: { password }, headers, asResponse: true }),
  );
  return settled(asked, person, answer, "two_factor.disabled");
}

/** New backup codes; those before are void. @throws as `changePassword` */
export async function renewBackupCodes(asked: AccountRequest, password: string): Promise<{ backup_codes: string[] }> {
  const person = await requirePerson(asked.service, asked.request.headers);
  if (!person.hasTwoFactor) throw new AppError("conflict", "There is no second factor.");
  const answer = await withPassword(asked, person, "password", (headers) =>
    asked.service.api.generateBackupCodes({ body: { password }, headers, asResponse: true }),
  );
  await noteOnAccount(asked, person, "two_factor.codes_renewed");
  return { backup_codes: ((await answer.json()) as { backupCodes: string[] }).backupCodes };
}

/** Calls what checks the password; a stolen session must not become a way to guess it. */
async function withPassword(
  asked: AccountRequest,
  person: SessionInfo,
  field: string,
  call: (headers: Headers) => Promise<Response>,
): Promise<Response> {
  const { service, ctx, request } = asked;
  await countAccountTry(service.db, person.email, ctx.now());
  const answer = await call(libraryHeaders(request, ctx.config)).catch((error: unknown) => {
    if (error instanceof APIError) return Response.json(null, { status: error.statusCode });
    throw error;
  });
  if (answer.status >= 500) throw signInUnavailable(`status ${answer.status}`);
  if (!answer.ok) throw invalidField(field, "is not your password");
  await forgetAccountTries(service.db, person.email);
  return answer;
}

/** 204 with the cookie of the new session, which works where the old one did; nobody else is left with one. */
async function settled(
  asked: AccountRequest,
  person: SessionInfo,
  answer: Response,
  action: string,
): Promise<Response> {
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const token = tokenOf(answer);
  const { userId, tenantId } = person;
  if (token) await inSignInData(asked.service.db, (tx) => settleNewSession(tx, { token, userId, tenantId }));
  await noteOnAccount(asked, person, action);
  return new Response(null, { status: 204, headers });
}

/** The new session's token stands in its cookie, before the signature. */
function tokenOf(answer: Response): string | null {
  for (const cookie of answer.headers.getSetCookie()) {
    const token = /^(?:__Host-)?outreach\.session_token=([^.;]+)\./.exec(cookie)?.[1];
    if (token) return decodeURIComponent(token);
  }
  return null;
}

/** The audit line of what a person did to their own account, in the tenant they work in. */
export async function noteOnAccount(
  asked: Pick<AccountRequest, "ctx" | "requestId">,
  person: SessionInfo,
  action: string,
  states: { before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): Promise<void> {
  const { userId, tenantId, email, role } = person;
  const actor = { kind: "user" as const, id: userId, label: email, role };
  const target = { targetKind: "member", targetId: userId, requestId: asked.requestId };
  await asked.ctx.forTenant(tenantId, (tx) => writeAudit(tx, { tenantId, actor, action, ...target, ...states }));
}
