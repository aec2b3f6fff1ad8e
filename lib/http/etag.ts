import { createHash } from "node:crypto";

/**
 * A JSON answer with an ETag of its content; 304 without a body to whoever names that tag (RFC 9110 §13.1.2). Meant for what is
 * asked again and again, so `value` must hold nothing that changes by itself, such as the time of the answer.
 */
export function jsonWithEtag(request: Request, value: unknown): Response {
  return jsonTextWithEtag(request, JSON.stringify(value));
}

/** The same for an answer that is JSON text already. */
export function jsonTextWithEtag(request: Request, body: string): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (isKnownTag(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}

/** Whether an If-None-Match header names this tag; compared weakly, because a proxy that compresses makes the tag weak. */
export function isKnownTag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}
