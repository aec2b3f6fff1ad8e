/** Every way in which a request can be refused; one mapper per transport turns them into answers (SPEC §12). */
export type ErrorCode =
  | "validation_failed"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "version_conflict"
  | "domain_in_use"
  | "in_use"
  | "payload_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "dependency_unavailable"
  | "internal";

export type FieldError = { field: string; message: string };

type Details = {
  errors?: FieldError[];
  /** seconds, for rate_limited and dependency_unavailable */
  retryAfterSeconds?: number;
  /** further members of the problem document, e.g. `current` of a version conflict */
  extra?: Record<string, unknown>;
};

/** A refusal whose message may be shown to the person who caused it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/**
 * A validation error of one field, with the fix in its message: a sentence, or what follows the field's name. What is read without
 * `errors` names the field too.
 */
export function invalidField(field: string, message: string): AppError {
  const detail = /^\p{Lu}/u.test(message) ? message : `${field}: ${message}`;
  return new AppError("validation_failed", detail, { errors: [{ field, message }] });
}

export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}.`);
}
