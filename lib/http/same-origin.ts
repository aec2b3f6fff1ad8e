import { AppError } from "#lib/errors/app-error.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** The origins a browser may write from: the configured address, and its other loopback name when it is a loopback one. */
export function trustedOrigins(appUrl: string): string[] {
  const url = new URL(appUrl);
  const twin = { localhost: "127.0.0.1", "127.0.0.1": "localhost" }[url.hostname];
  if (!twin) return [url.origin];
  const other = new URL(url);
  other.hostname = twin;
  return [url.origin, other.origin];
}

/**
 * Refuses a write that a browser sends along with its cookie from somebody else's page (CSRF). Browsers name the page's origin
 * on every write; one that names none must at least say that the page is ours.
 * @throws AppError forbidden
 */
export function requireSameOrigin(request: Request, appUrl: string): void {
  if (safeMethods.has(request.method)) return;
  const trusted = trustedOrigins(appUrl);
  const origin = request.headers.get("origin");
  const isOurs = origin === null ? request.headers.get("sec-fetch-site") === "same-origin" : trusted.includes(origin);
  if (isOurs) return;
  const fix = `send the header Origin: ${trusted[0]}, or use an API key`;
  throw new AppError("forbidden", `Writes with a session cookie are taken from the console's own pages only (${fix}).`);
}
