import { AppError, type ErrorCode } from "#lib/errors/app-error.ts";

/** The HTTP status of each refusal. */
export const statusOf: Record<ErrorCode, number> = {
  validation_failed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 409,
  domain_in_use: 409,
  in_use: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  dependency_unavailable: 503,
  internal: 500,
};

const retryAfterDefaultSeconds = 5;

/**
 * An error as `application/problem+json` (RFC 9457, SPEC §12). Only an AppError speaks for itself; of anything else nothing
 * but the request id leaves the house.
 */
export function problemResponse(error: unknown, requestId: string, headers: Record<string, string> = {}): Response {
  const { body, ...init } = problemParts(error, requestId, headers);
  return new Response(body, init);
}

/** The same in its parts, for what answers without a Response. */
export function problemParts(error: unknown, requestId: string, headers: Record<string, string> = {}) {
  const known =
    error instanceof AppError ? error : new AppError("internal", "Something went wrong on our side. Try again.");
  const status = statusOf[known.code];
  const body = {
    ...known.details.extra,
    type: "about:blank",
    title: known.code.replaceAll("_", " "),
    status,
    code: known.code,
    detail: known.message,
    errors: known.details.errors ?? [],
    request_id: requestId,
  };
  return {
    body: JSON.stringify(body),
    status,
    headers: {
      ...baseHeaders(requestId),
      "content-type": "application/problem+json",
      ...retryAfter(known),
      ...headers,
    },
  };
}

/** JSON with the headers every answer of the API has. */
export function jsonResponse(body: unknown, requestId: string, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...baseHeaders(requestId), "content-type": "application/json" },
  });
}

/** What every answer carries: answers belong to one person and are never kept by a cache in between. */
export function baseHeaders(requestId: string): Record<string, string> {
  return { "x-request-id": requestId, "cache-control": "private, no-store" };
}

function retryAfter(error: AppError): Record<string, string> {
  const isTemporary = error.code === "rate_limited" || error.code === "dependency_unavailable";
  if (!isTemporary) return {};
  return { "retry-after": String(Math.max(1, Math.ceil(error.details.retryAfterSeconds ?? retryAfterDefaultSeconds))) };
}
