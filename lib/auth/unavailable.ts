import { AppError } from "#lib/errors/app-error.ts";

/** Users and sessions cannot be reached. The library tells no more than that; it has reported the cause where it arose. */
export function signInUnavailable(cause: unknown): AppError {
  const refusal = new AppError("dependency_unavailable", "Signing in does not work at the moment. Try again shortly.");
  refusal.cause = cause;
  return refusal;
}
