import type { EngineContext } from "#lib/engine/context.ts";
import { SafeFetchError, safeFetch } from "#lib/http/safe-fetch.ts";
import { decryptSecrets } from "#lib/secrets/secret-box.ts";
import { readRetryAfter } from "./policy/retry.ts";
import type { DeliveryRow } from "./repo-deliveries.ts";
import type { WebhookRow } from "./repo-webhooks.ts";
import { signedHeaders } from "./sign-notice.ts";
import { keptAnswerLength, webhookTimeoutMs } from "./thresholds.ts";

/** What came of one attempt. `final`: trying again can change nothing. `gone`: the receiver wants no more of anything. */
export type PostResult = {
  kind: "delivered" | "failed" | "final" | "gone";
  status: number | null;
  error: string | null;
  answer: string | null;
  durationMs: number;
  retryAfterMs: number | null;
};

/** Posts one notice to its endpoint, signed. Never throws. */
export async function postNotice(ctx: EngineContext, endpoint: WebhookRow, delivery: DeliveryRow): Promise<PostResult> {
  const begun = performance.now();
  const done = (result: Partial<PostResult> & Pick<PostResult, "kind">): PostResult => ({
    status: null,
    error: null,
    answer: null,
    retryAfterMs: null,
    durationMs: Math.round(performance.now() - begun),
    ...result,
  });
  try {
    const body = JSON.stringify(delivery.payload);
    const signed = signedHeaders(secretsOf(ctx, endpoint), `msg_${delivery.id}`, ctx.now(), body);
    const headers = { "content-type": "application/json", "user-agent": "outreach-console", ...signed };
    const timeoutMs = webhookTimeoutMs;
    const answer = await safeFetch({ url: endpoint.url, method: "POST", headers, body, timeoutMs }, ctx.config);
    const { status } = answer;
    const isTaken = status >= 200 && status < 300;
    return done({
      kind: isTaken ? "delivered" : status === 410 ? "gone" : "failed",
      status,
      error: isTaken ? null : `The endpoint answered ${status}.`,
      answer: readable(answer.body),
      retryAfterMs: readRetryAfter(answer.headers["retry-after"], ctx.now()),
    });
  } catch (error) {
    if (error instanceof SafeFetchError) {
      return done({ kind: error.reason === "refused" ? "final" : "failed", error: error.message });
    }
    ctx.log.error({ err: error, deliveryId: delivery.id }, "a notice could not be posted");
    return done({ kind: "failed", error: "The notice could not be prepared; the log has it." });
  }
}

/** The secrets that sign now: the current one, and the one before it while a rotation goes on. */
function secretsOf(ctx: EngineContext, endpoint: WebhookRow): string[] {
  const { current, previous } = decryptSecrets(ctx.config, endpoint.secrets_encrypted);
  const isOverlap = endpoint.previous_expires_at !== null && endpoint.previous_expires_at > ctx.now();
  return [current, isOverlap ? previous : undefined].filter((secret) => secret !== undefined);
}

/** Text without what a database cannot hold. */
function readable(body: Buffer): string {
  return body.toString("utf8").replaceAll("\0", "").slice(0, keptAnswerLength);
}
