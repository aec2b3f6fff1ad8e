import { type NextRequest, NextResponse } from "next/server";
import { PAGE_PATH_HEADER } from "#lib/shared/return-path.ts";

/**
 * Gives every page its Content-Security-Policy with a fresh nonce, its own path and a request id. Next reads the nonce from
 * the policy on the *request* and puts it on its own scripts. No authorisation happens here: pages and route
 * handlers do that themselves. All other headers are set by the server (scripts/serve/security-headers.ts).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const requestId = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  headers.set(PAGE_PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // React's development build needs eval for its error stacks; the production build does not.
  // biome-ignore lint/style/noProcessEnv: replaced by the bundler at build time
  const isDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// Bodies of matched requests are buffered, so everything that is not a page stays out.
export const config = {
  matcher: ["/((?!api/|api$|_next/static|_next/image|icon|favicon|email-health|healthz|readyz|metrics|u/).*)"],
};
