import { createHash, timingSafeEqual } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { baseHeaders, problemResponse } from "#lib/http/problem.ts";
import { requestIdOf } from "#lib/http/request-id.ts";
import { renderMetrics } from "./render-metrics.ts";

/**
 * `GET /metrics` for who shows the token (SPEC §12). Without a token in the environment the address is not there: a process behind a
 * proxy cannot tell who is near, so nearness opens nothing.
 */
export async function answerScrape(ctx: EngineContext, request: Request, token: string | undefined): Promise<Response> {
  const requestId = requestIdOf(request);
  if (token === undefined) return problemResponse(notFound("address"), requestId);
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
    const refusal = new AppError("unauthenticated", "Send METRICS_TOKEN as `Authorization: Bearer <token>`.");
    return problemResponse(refusal, requestId);
  }
  const { contentType, text } = await renderMetrics(ctx);
  return new Response(text, { headers: { ...baseHeaders(requestId), "content-type": contentType } });
}

/** In constant time: both sides are hashed to one length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
