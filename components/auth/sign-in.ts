import { ApiError } from "#lib/query/api-error.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";

/**
 * Signs in with a password; the session arrives as a cookie.
 * @throws ApiError 401 wrong address or password, 429 too many tries
 */
export function signIn(email: string, password: string): Promise<{ two_factor_required: boolean }> {
  return fetchJson("/api/auth/sign-in/email", { method: "POST", body: { email, password } });
}

/** The second half, for who has a second factor. @throws ApiError 401 wrong code, 429 too many */
export function nameCode(code: string): Promise<unknown> {
  return fetchJson("/api/auth/sign-in/two-factor", { method: "POST", body: { code } });
}

/** What a person reads when a code was refused. */
export function codeMessage(error: unknown): string {
  if (!(error instanceof ApiError)) return "Sign-in failed. Try again.";
  return error.status === 400 ? "Enter the six digits of your app, or a backup code." : error.message;
}

/** What a person reads when signing in failed. */
export function signInMessage(error: unknown): string {
  if (!(error instanceof ApiError)) return "Sign-in failed. Try again.";
  if (error.status === 401 || error.status === 400) return "Wrong email address or password.";
  if (error.status === 429) return `Too many tries. Wait ${waitText(error.retryAfterSeconds)} and try again.`;
  if (error.status === 403) return "You can't sign in at this address. Open the console at its configured URL.";
  return error.message;
}

function waitText(seconds: number | null): string {
  if (seconds === null) return "a minute";
  return seconds < 60 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} min`;
}
