import { createHash } from "node:crypto";

/**
 * A JSON answer with an ETag of its content; 304 without a body to whoever names that tag (RFC 9110 §13.1.2). Meant for what is
 * asked again and again. When it was made (`generated_at`) is no part of the tag, which is weak then: the answers mean the same.
 */
export function jsonWithEtag(request: Request, value: unknown): Response {
  const body = JSON.stringify(value);
  if (!isDated(value)) return tagged(request, body, tagOf(body), "");
  const { generated_at: _made, ...lasting } = value;
  return tagged(request, body, tagOf(JSON.stringify(lasting)), "W/");
}

/** The same for an answer that is JSON text already. */
export function jsonTextWithEtag(request: Request, body: string): Response {
  return tagged(request, body, tagOf(body), "");
}

function isDated(value: unknown): value is { generated_at: unknown } {
  return typeof value === "object" && value !== null && "generated_at" in value;
}

function tagOf(text: string): string {
  return `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
}

function tagged(request: Request, body: string, tag: string, strength: "" | "W/"): Response {
  const headers = { etag: strength + tag, "cache-control": "private, no-cache" };
  if (isKnownTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}

/** Whether an If-None-Match header names this tag; compared weakly, because a proxy that compresses makes the tag weak. */
export function isKnownTag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}
