import type { IncomingMessage, ServerResponse } from "node:http";

/** Whoever may be answered from a cache could be shown another's data; static files and pages say what holds for them. */
const neverCached = /^\/(api|u|healthz|readyz|metrics)(\/|\?|$)/;

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // Pages come with a policy and nonce of their own (proxy.ts); what is no page needs nothing.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/**
 * The headers that an answer to `path` carries unless it has set its own. HTTPS is demanded by what APP_URL says: the proxy that
 * ends TLS speaks plain HTTP to us.
 */
export function securityHeaders(path: string, appUrl: string): Record<string, string> {
  return {
    ...everywhere,
    ...(neverCached.test(path) && { "cache-control": "no-store" }),
    ...(appUrl.startsWith("https:") && { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
  };
}

/** Sets them on the answer at the last moment, where they are missing: whatever writes it, route, framework or error. */
export function secureAnswer(request: IncomingMessage, response: ServerResponse, appUrl: string): void {
  const defaults = Object.entries(securityHeaders(request.url ?? "/", appUrl));
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    for (const [name, value] of defaults) if (!response.hasHeader(name)) response.setHeader(name, value);
    return writeHead(...args);
  };
}
