const acceptable = /^[A-Za-z0-9_-]{8,64}$/;

/** The id a request is logged and answered under: the caller's `X-Request-Id` when it is a plain one, else a new uuid. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && acceptable.test(given) ? given : crypto.randomUUID();
}
